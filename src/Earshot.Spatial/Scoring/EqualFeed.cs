using System.Numerics;
using Earshot.Spatial.Design;

namespace Earshot.Spatial.Scoring;

/// <summary>All drivers play the same, at a level that sums to one: what a beam is compared with.</summary>
public sealed class EqualFeed : IDriverFeed
{
    /// <summary>Creates the baseline.</summary>
    /// <param name="driverCount">Drivers, 1 or more.</param>
    public EqualFeed(int driverCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(driverCount, 1);
        DriverCount = driverCount;
    }

    /// <inheritdoc/>
    public string Name => "equal drive";

    /// <inheritdoc/>
    public int DriverCount { get; }

    /// <inheritdoc/>
    public Complex Response(ProgrammeChannel channel, int driver, double hz) => 1.0 / DriverCount;
}

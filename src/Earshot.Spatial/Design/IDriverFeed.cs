using System.Numerics;

namespace Earshot.Spatial.Design;

/// <summary>Anything that makes driver signals of programme channels, as responses over frequency: what scores are computed from.</summary>
public interface IDriverFeed
{
    /// <summary>A short name for reports.</summary>
    string Name { get; }

    /// <summary>Drivers.</summary>
    int DriverCount { get; }

    /// <summary>From a programme channel to a driver, at a frequency, for e^(+jwt).</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="driver">The driver, from 0.</param>
    /// <param name="hz">Frequency in Hz.</param>
    Complex Response(ProgrammeChannel channel, int driver, double hz);
}

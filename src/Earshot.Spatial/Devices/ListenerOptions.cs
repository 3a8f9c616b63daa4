namespace Earshot.Spatial.Devices;

/// <summary>Whom a design is made for: one head, and how far it may be from where it should be.</summary>
public sealed class ListenerOptions
{
    /// <summary>From the device's centre to the head's centre, in metres. Default: 2. Range: 0.25 .. 10.</summary>
    public double DistanceM { get; init; } = 2;

    /// <summary>How far the ears are above the device's centre, in metres. Default: 0. Range: -2 .. 2.</summary>
    public double HeightM { get; init; }

    /// <summary>Radius of the sphere that stands for the head, in metres. Default: 0.0875. Range: 0.05 .. 0.15.</summary>
    public double HeadRadiusM { get; init; } = Plants.SphericalHead.DefaultRadiusM;

    /// <summary>From the front to each ear of the sphere, in degrees. Default: 100. Range: 60 .. 120.</summary>
    public double EarAngleDeg { get; init; } = Plants.SphericalHead.DefaultEarAngleDeg;

    /// <summary>
    /// Standard deviation of the head's place sideways, in metres; the design averages over five places up to twice as far. Default: 0.004.
    /// Three drivers or more earn a wider one, such as 0.05. Range: 0 .. 0.3.
    /// </summary>
    public double LateralSpreadM { get; init; } = 0.004;

    /// <summary>How much nearer and farther the head may be, in metres; three distances. Default: 0.1. Range: 0 .. 2, below the distance.</summary>
    public double DistanceSpreadM { get; init; } = 0.1;

    /// <summary>How far the head may be turned either way, in degrees; 0 keeps it straight. Default: 0. Range: 0 .. 45.</summary>
    public double YawSpreadDeg { get; init; }

    /// <summary>Notes every value out of range.</summary>
    internal void Check(List<string> problems)
    {
        RangeCheck.Within(problems, "listener distance", DistanceM, 0.25, 10);
        RangeCheck.Within(problems, "listener height", HeightM, -2, 2);
        RangeCheck.Within(problems, "head radius", HeadRadiusM, 0.05, 0.15);
        RangeCheck.Within(problems, "ear angle", EarAngleDeg, 60, 120);
        RangeCheck.Within(problems, "lateral spread", LateralSpreadM, 0, 0.3);
        RangeCheck.Within(problems, "distance spread", DistanceSpreadM, 0, 2);
        RangeCheck.Within(problems, "yaw spread", YawSpreadDeg, 0, 45);
        if (DistanceSpreadM >= DistanceM - HeadRadiusM)
        {
            problems.Add($"distance spread is {DistanceSpreadM} m for a listener at {DistanceM} m; expected less");
        }
    }
}

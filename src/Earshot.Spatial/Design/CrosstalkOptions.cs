using Earshot.Spatial.Plants;

namespace Earshot.Spatial.Design;

/// <summary>What crosstalk cancellation shall reach and may cost.</summary>
public sealed class CrosstalkOptions
{
    /// <summary>
    /// Ratio of the near ear's to the far ear's energy, averaged over the head positions, at which the design stops asking for more, in dB over
    /// frequency. Default: 50 dB, deeper than any head agrees with the sphere. Range: 0 .. 80 dB.
    /// </summary>
    public DecibelCurve Target { get; init; } = DecibelCurve.Flat(50);

    /// <summary>
    /// Most effort, the summed power of all drivers against one driver that alone gives the near ear the same level, in dB over frequency.
    /// Default: 12 dB. Range: -20 .. 40 dB.
    /// </summary>
    public DecibelCurve EffortCap { get; init; } = DecibelCurve.Flat(12);

    /// <summary>Below it nothing is cancelled and all drivers play alike, in Hz; the change takes half an octave either way. Default: 120. Range: 20 .. 2000.</summary>
    public double LowHz { get; init; } = 120;

    /// <summary>Above it nothing is cancelled, in Hz. Default: 16000. Range: 2000 or more, above <see cref="LowHz"/>.</summary>
    public double HighHz { get; init; } = 16000;

    /// <summary>Throws one exception that lists every value out of range.</summary>
    internal void Validate(string parameterName)
    {
        var problems = new List<string>();
        CurveCheck.Within(problems, nameof(Target), Target, 0, 80);
        CurveCheck.Within(problems, nameof(EffortCap), EffortCap, -20, 40);
        if (!(LowHz is >= 20 and <= 2000))
        {
            problems.Add($"{nameof(LowHz)} is {LowHz}, expected 20..2000");
        }

        if (!(HighHz >= 2000))
        {
            problems.Add($"{nameof(HighHz)} is {HighHz}, expected 2000 or more");
        }

        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", problems), parameterName);
        }
    }
}

using Earshot.Spatial.Plants;

namespace Earshot.Spatial.Design;

/// <summary>What the centre's beam shall reach and may cost.</summary>
public sealed class BeamOptions
{
    /// <summary>
    /// How far the sides shall lie below the front, in dB over frequency. Default: 20 dB above 500 Hz, 15 dB at 250 Hz, 6 dB at 125 Hz.
    /// Driver tolerances of 0.5 dB and 3 degrees fill deeper nulls anyway. Range: 0 .. 60 dB.
    /// </summary>
    public DecibelCurve NullDepth { get; init; } = new((125, 6), (250, 15), (500, 20));

    /// <summary>Where the nulls are, on both sides, in degrees from the front. Default: 90. Range: 30 .. 180.</summary>
    public double NullAzimuthDeg { get; init; } = 90;

    /// <summary>Width of each null in degrees; wider ones are shallower. Default: 0, a direction. Range: 0 .. 60.</summary>
    public double NullWidthDeg { get; init; }

    /// <summary>
    /// From 0, the deepest nulls that the effort allows, to 1, as much directivity as the null depth leaves. Default: 1.
    /// </summary>
    public double Directivity { get; init; } = 1;

    /// <summary>Most effort, the summed power of all drivers against one driver that gives the front the same level, in dB over frequency. Default: 3 dB above 250 Hz, falling to -3 dB at 125 Hz. Range: -20 .. 40 dB.</summary>
    public DecibelCurve EffortCap { get; init; } = new((125, -3), (250, 3));

    /// <summary>Throws one exception that lists every value out of range.</summary>
    internal void Validate(string parameterName)
    {
        var problems = new List<string>();
        CurveCheck.Within(problems, nameof(NullDepth), NullDepth, 0, 60);
        CurveCheck.Within(problems, nameof(EffortCap), EffortCap, -20, 40);
        if (!(NullAzimuthDeg is >= 30 and <= 180))
        {
            problems.Add($"{nameof(NullAzimuthDeg)} is {NullAzimuthDeg}, expected 30..180");
        }

        if (!(NullWidthDeg is >= 0 and <= 60))
        {
            problems.Add($"{nameof(NullWidthDeg)} is {NullWidthDeg}, expected 0..60");
        }

        if (!(Directivity is >= 0 and <= 1))
        {
            problems.Add($"{nameof(Directivity)} is {Directivity}, expected 0..1");
        }

        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", problems), parameterName);
        }
    }
}

namespace Earshot.Spatial;

/// <summary>How a stream plays.</summary>
public sealed class SpatialOptions
{
    /// <summary>From 0, the stage is bypassed bit for bit, to 1, all of it. Default: 1. Range: 0 .. 1.</summary>
    public double Strength { get; init; } = 1;

    /// <summary>Gain of everything in dB; 0 may clip where the programme is loud, see <see cref="Design.FilterSet.WorstPeakDb"/>. Default: 0. Range: -60 .. 20.</summary>
    public double GainDb { get; init; }

    /// <summary>Throws one exception that lists every value out of range.</summary>
    internal void Validate(string parameterName)
    {
        var problems = new List<string>();
        Devices.RangeCheck.Within(problems, nameof(Strength), Strength, 0, 1);
        Devices.RangeCheck.Within(problems, nameof(GainDb), GainDb, -60, 20);
        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", problems), parameterName);
        }
    }
}

namespace Earshot.Spatial.Upmixing;

/// <summary>How the centre is found.</summary>
public sealed class UpmixOptions
{
    /// <summary>Length of the analysis window in seconds; the nearest power of two in samples is taken. Default: 0.085. Range: 0.005 .. 0.2.</summary>
    public double FrameSeconds { get; init; } = 0.085;

    /// <summary>How strictly a bin must be alike in both channels to count as centre: the factor of |L - R| / |L + R|. Default: 1. Range: 0.25 .. 4.</summary>
    public double Selectivity { get; init; } = 1;

    /// <summary>Time over which a bin's likeness is averaged, in seconds; 0 for none. Default: 0.01. Range: 0 .. 0.5.</summary>
    public double SmoothingSeconds { get; init; } = 0.01;

    /// <summary>Time over which the centre is made uncorrelated with left minus right, in seconds. Default: 2. Range: 0.1 .. 30.</summary>
    public double DecorrelationSeconds { get; init; } = 2;

    /// <summary>Throws one exception that lists every value out of range.</summary>
    internal void Validate(string parameterName)
    {
        var problems = new List<string>();
        Check(problems, nameof(FrameSeconds), FrameSeconds, 0.005, 0.2);
        Check(problems, nameof(Selectivity), Selectivity, 0.25, 4);
        Check(problems, nameof(SmoothingSeconds), SmoothingSeconds, 0, 0.5);
        Check(problems, nameof(DecorrelationSeconds), DecorrelationSeconds, 0.1, 30);
        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", problems), parameterName);
        }
    }

    private static void Check(List<string> problems, string name, double value, double low, double high)
    {
        if (!(value >= low && value <= high))
        {
            problems.Add($"{name} is {value}, expected {low}..{high}");
        }
    }
}

namespace Earshot.Denoising.Evaluation;

/// <summary>How the denoiser is evaluated.</summary>
public sealed class DenoisingEvaluationOptions
{
    /// <summary>Clips at each rate.</summary>
    /// <value>5 .. 1000; default 100.</value>
    public int ClipCount { get; init; } = 100;

    /// <summary>Length of a clip in seconds.</summary>
    /// <value>2 .. 60; default 5.</value>
    public double Seconds { get; init; } = 5;

    /// <summary>The model; without one, only the oracle and the classical baseline are measured.</summary>
    /// <value>Default null.</value>
    public DenoiserModel? Model { get; init; }

    internal void Validate(string parameterName)
    {
        var problems = new List<string>();
        if (ClipCount is < 5 or > 1000)
        {
            problems.Add($"{nameof(ClipCount)} is {ClipCount}; it should be 5 .. 1000");
        }

        if (!(Seconds is >= 2 and <= 60))
        {
            problems.Add($"{nameof(Seconds)} is {Seconds}; it should be 2 .. 60");
        }

        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", problems), parameterName);
        }
    }
}

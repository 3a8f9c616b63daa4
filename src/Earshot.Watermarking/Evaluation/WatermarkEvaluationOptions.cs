namespace Earshot.Watermarking.Evaluation;

/// <summary>How much of the protocol to run.</summary>
public sealed class WatermarkEvaluationOptions
{
    /// <summary>Marks per row and host class.</summary>
    /// <value>1 .. 10000; default 84, which makes 504 a row.</value>
    public int TrialsPerClass { get; init; } = 84;

    /// <summary>Key-hours of listening without a mark.</summary>
    /// <value>0.1 .. 100000; default 3000.</value>
    public double KeyHours { get; init; } = 3000;

    /// <summary>Keys that listen at once.</summary>
    /// <value>1 .. 4096; default 500.</value>
    public int KeyCount { get; init; } = 500;

    /// <summary>Threads.</summary>
    /// <value>1 or more; default the number of cores.</value>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Checks all values.</summary>
    /// <param name="parameterName">Name of the argument, for the message.</param>
    /// <exception cref="ArgumentException">Lists every value that is out of range.</exception>
    internal void Validate(string parameterName)
    {
        var problems = new List<string>();
        if (TrialsPerClass is < 1 or > 10_000)
        {
            problems.Add($"{nameof(TrialsPerClass)} is {TrialsPerClass}; it should be 1 .. 10000");
        }

        if (!(KeyHours is >= 0.1 and <= 100_000))
        {
            problems.Add($"{nameof(KeyHours)} is {KeyHours}; it should be 0.1 .. 100000");
        }

        if (KeyCount is < 1 or > 4096)
        {
            problems.Add($"{nameof(KeyCount)} is {KeyCount}; it should be 1 .. 4096");
        }

        if (Threads < 1)
        {
            problems.Add($"{nameof(Threads)} is {Threads}; it should be 1 or more");
        }

        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", problems), parameterName);
        }
    }
}

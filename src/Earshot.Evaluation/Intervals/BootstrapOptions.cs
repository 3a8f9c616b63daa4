namespace Earshot.Evaluation.Intervals;

/// <summary>How a bootstrap is run.</summary>
public sealed class BootstrapOptions
{
    /// <summary>The usual: 2000 resamples, 95 %, seed 1.</summary>
    public static BootstrapOptions Default { get; } = new();

    /// <summary>Number of resamples; the ends of a 95 % interval rest on 2.5 % of them.</summary>
    /// <value>Default 2000; 100 to 1,000,000.</value>
    public int Resamples { get; init; } = 2000;

    /// <summary>Two-sided confidence.</summary>
    /// <value>Default 0.95; between 0 and 1, both excluded.</value>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Seed of the draws: the same seed gives the same interval.</summary>
    /// <value>Default 1.</value>
    public ulong Seed { get; init; } = 1;

    /// <summary>The options, or the default for null, after all their problems are found.</summary>
    internal static BootstrapOptions Checked(BootstrapOptions? options)
    {
        options ??= Default;
        var problems = new List<string>();
        if (options.Resamples is < 100 or > 1_000_000)
        {
            problems.Add($"{nameof(Resamples)} is {options.Resamples}, expected 100 to 1000000");
        }

        if (!(options.Confidence > 0 && options.Confidence < 1))
        {
            problems.Add($"{nameof(Confidence)} is {options.Confidence}, expected more than 0 and less than 1");
        }

        return problems.Count == 0 ? options : throw new ArgumentException(string.Join("; ", problems), nameof(options));
    }
}

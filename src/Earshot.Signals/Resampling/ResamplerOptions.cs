namespace Earshot.Signals.Resampling;

/// <summary>Choices of a <see cref="Resampler"/>; checked once, by its constructor.</summary>
public sealed class ResamplerOptions
{
    /// <summary>Largest magnitude of <see cref="SkewPpm"/>: one per cent.</summary>
    public const double MaxSkewPpm = 10_000;

    /// <summary>Largest <see cref="DelaySamples"/>.</summary>
    public const double MaxDelaySamples = 1 << 22;

    /// <summary>Pass band and rejection.</summary>
    /// <value>Default <see cref="KnownResamplers.Standard"/>.</value>
    public ResamplerQuality Quality { get; init; } = KnownResamplers.Standard;

    /// <summary>
    /// How fast the receiving clock runs, in parts per million: the true output rate is OutputRate (1 + SkewPpm / 10^6), so a
    /// positive skew gives more samples, and everything in them later and lower when they are taken for OutputRate.
    /// </summary>
    /// <value>Default 0; -10 000 .. 10 000. Kept exactly, in steps of 0.000 001 ppm.</value>
    public double SkewPpm { get; init; }

    /// <summary>Delay of the output against the input, in output samples, fractions included.</summary>
    /// <value>Default 0; 0 .. 2^22.</value>
    public double DelaySamples { get; init; }

    /// <summary>Throws one exception that lists every problem.</summary>
    /// <param name="options">The options to check.</param>
    /// <exception cref="ArgumentException">A property is out of range.</exception>
    internal static void Validate(ResamplerOptions options)
    {
        var problems = new List<string>();
        if (options.Quality is null)
        {
            problems.Add($"{nameof(Quality)} is null");
        }
        else
        {
            Check(problems, nameof(ResamplerQuality.StopBandDb), options.Quality.StopBandDb, 30, 150);
            Check(problems, nameof(ResamplerQuality.PassBand), options.Quality.PassBand, 0.5, 0.99);
        }

        Check(problems, nameof(SkewPpm), options.SkewPpm, -MaxSkewPpm, MaxSkewPpm);
        Check(problems, nameof(DelaySamples), options.DelaySamples, 0, MaxDelaySamples);
        if (problems.Count > 0)
        {
            throw new ArgumentException($"resampler options: {string.Join("; ", problems)}", nameof(options));
        }
    }

    private static void Check(List<string> problems, string name, double value, double low, double high)
    {
        // Written so that NaN fails.
        if (!(value >= low && value <= high))
        {
            problems.Add($"{name} is {value}, expected {low} .. {high}");
        }
    }
}

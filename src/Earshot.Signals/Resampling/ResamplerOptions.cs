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
        List<string> problems = options.Quality is null ? [$"{nameof(Quality)} is null"] : [.. options.Quality.Problems()];

        // Written so that NaN is a problem.
        if (options.SkewPpm is not (>= -MaxSkewPpm and <= MaxSkewPpm))
        {
            problems.Add($"{nameof(SkewPpm)} is {options.SkewPpm}, expected {-MaxSkewPpm} .. {MaxSkewPpm}");
        }

        if (options.DelaySamples is not (>= 0 and <= MaxDelaySamples))
        {
            problems.Add($"{nameof(DelaySamples)} is {options.DelaySamples}, expected 0 .. {MaxDelaySamples}");
        }

        if (problems.Count > 0)
        {
            throw new ArgumentException($"resampler options: {string.Join("; ", problems)}", nameof(options));
        }
    }
}

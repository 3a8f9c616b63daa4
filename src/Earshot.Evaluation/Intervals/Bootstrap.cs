using Earshot.Signals.Randomness;
using MathNet.Numerics.Distributions;

namespace Earshot.Evaluation.Intervals;

/// <summary>Intervals of any figure by drawing the sample again, with replacement.</summary>
/// <remarks>
/// B. Efron and R. Tibshirani, An Introduction to the Bootstrap (1993): percentile interval (chapter 13) and bias-corrected
/// accelerated interval (chapter 14, equations 14.9, 14.10 and 14.15). Clips of one speaker are alike, so where there are
/// speakers, draw speakers (<see cref="Clustered"/>): an interval over clips would be too narrow.
/// Cost: resamples times the figure; BCa adds one figure per value.
/// </remarks>
public static class Bootstrap
{
    /// <summary>The mean, as a <see cref="Statistic"/>.</summary>
    /// <param name="sample">The values.</param>
    public static double Mean(Span<double> sample)
    {
        double sum = 0;
        foreach (double x in sample)
        {
            sum += x;
        }

        return sum / sample.Length;
    }

    /// <summary>The median, as a <see cref="Statistic"/>.</summary>
    /// <param name="sample">The values; they are sorted.</param>
    public static double Median(Span<double> sample)
    {
        sample.Sort();
        return Quantile(sample, 0.5);
    }

    /// <summary>Percentile interval: the quantiles of the resampled figures.</summary>
    /// <param name="sample">The values, one or more.</param>
    /// <param name="statistic">The figure.</param>
    /// <param name="options">How to run; null for the default.</param>
    /// <exception cref="ArgumentException">The sample is empty.</exception>
    public static Interval Percentile(ReadOnlySpan<double> sample, Statistic statistic, BootstrapOptions? options = null)
    {
        (double[] figures, double estimate, BootstrapOptions used) = Resample(sample, statistic, options);
        double tail = (1 - used.Confidence) / 2;
        return new Interval(estimate, Quantile(figures, tail), Quantile(figures, 1 - tail), used.Confidence);
    }

    /// <summary>Bias-corrected accelerated interval (BCa): more accurate for skewed figures and small samples.</summary>
    /// <param name="sample">The values, two or more.</param>
    /// <param name="statistic">The figure.</param>
    /// <param name="options">How to run; null for the default.</param>
    /// <exception cref="ArgumentException">The sample has fewer than two values.</exception>
    public static Interval BiasCorrected(ReadOnlySpan<double> sample, Statistic statistic, BootstrapOptions? options = null)
    {
        if (sample.Length < 2)
        {
            throw new ArgumentException($"expected two values or more, got {sample.Length}", nameof(sample));
        }

        (double[] figures, double estimate, BootstrapOptions used) = Resample(sample, statistic, options);

        // 1. Bias: how far the estimate lies from the median of the resampled figures; ties count half.
        int below = figures.Count(f => f < estimate);
        int equal = figures.Count(f => f == estimate);
        double share = (below + (0.5 * equal)) / figures.Length;
        if (share is <= 0 or >= 1)
        {
            return new Interval(estimate, figures[0], figures[^1], used.Confidence);
        }

        double bias = Normal.InvCDF(0, 1, share);

        // 2. Acceleration: skewness of the figures with one value left out.
        double acceleration = Acceleration(sample, statistic);

        // 3. Corrected quantiles.
        double Corrected(double tail)
        {
            double z = bias + Normal.InvCDF(0, 1, tail);
            return Quantile(figures, Normal.CDF(0, 1, bias + (z / (1 - (acceleration * z)))));
        }

        double half = (1 - used.Confidence) / 2;
        return new Interval(estimate, Corrected(half), Corrected(1 - half), used.Confidence);
    }

    /// <summary>Percentile interval where whole clusters (speakers, rooms, recordings) are drawn.</summary>
    /// <param name="clusters">The values of each cluster; none empty.</param>
    /// <param name="statistic">The figure over all drawn values together.</param>
    /// <param name="options">How to run; null for the default.</param>
    /// <exception cref="ArgumentException">There is no cluster, or one is empty.</exception>
    public static Interval Clustered(IReadOnlyList<double[]> clusters, Statistic statistic, BootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(clusters);
        ArgumentNullException.ThrowIfNull(statistic);
        options = BootstrapOptions.Checked(options);
        if (clusters.Count == 0 || clusters.Any(c => c.Length == 0))
        {
            throw new ArgumentException($"expected one cluster or more, none of them empty; got {clusters.Count}", nameof(clusters));
        }

        double[] all = [.. clusters.SelectMany(c => c)];
        double estimate = statistic(all);
        var drawn = new double[clusters.Max(c => c.Length) * clusters.Count];
        var figures = new double[options.Resamples];
        var random = new SeededRandom(options.Seed);
        for (int r = 0; r < figures.Length; r++)
        {
            int length = 0;
            for (int c = 0; c < clusters.Count; c++)
            {
                double[] cluster = clusters[random.NextInt(clusters.Count)];
                cluster.CopyTo(drawn, length);
                length += cluster.Length;
            }

            figures[r] = statistic(drawn.AsSpan(0, length));
        }

        Array.Sort(figures);
        double tail = (1 - options.Confidence) / 2;
        return new Interval(estimate, Quantile(figures, tail), Quantile(figures, 1 - tail), options.Confidence);
    }

    /// <summary>The quantile of sorted values, with linear interpolation (Hyndman and Fan, 1996, type 7).</summary>
    internal static double Quantile(ReadOnlySpan<double> sorted, double share)
    {
        double position = Math.Clamp(share, 0, 1) * (sorted.Length - 1);
        int index = (int)position;
        double fraction = position - index;
        return fraction == 0 ? sorted[index] : sorted[index] + (fraction * (sorted[index + 1] - sorted[index]));
    }

    private static (double[] Figures, double Estimate, BootstrapOptions Options) Resample(ReadOnlySpan<double> sample, Statistic statistic, BootstrapOptions? options)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        options = BootstrapOptions.Checked(options);
        if (sample.IsEmpty)
        {
            throw new ArgumentException("expected one value or more, got none", nameof(sample));
        }

        double estimate = statistic(sample.ToArray());
        var drawn = new double[sample.Length];
        var figures = new double[options.Resamples];
        var random = new SeededRandom(options.Seed);
        for (int r = 0; r < figures.Length; r++)
        {
            for (int i = 0; i < drawn.Length; i++)
            {
                drawn[i] = sample[random.NextInt(sample.Length)];
            }

            figures[r] = statistic(drawn);
        }

        Array.Sort(figures);
        return (figures, estimate, options);
    }

    private static double Acceleration(ReadOnlySpan<double> sample, Statistic statistic)
    {
        var left = new double[sample.Length];
        var rest = new double[sample.Length - 1];
        for (int i = 0; i < left.Length; i++)
        {
            sample[..i].CopyTo(rest);
            sample[(i + 1)..].CopyTo(rest.AsSpan(i));
            left[i] = statistic(rest);
        }

        double mean = Mean(left);
        double squares = 0;
        double cubes = 0;
        foreach (double x in left)
        {
            double d = mean - x;
            squares += d * d;
            cubes += d * d * d;
        }

        return squares > 0 ? cubes / (6 * Math.Pow(squares, 1.5)) : 0;
    }
}

using Earshot.Evaluation.Intervals;

namespace Earshot.Evaluation.Tails;

/// <summary>Gumbel law of the largest score in blocks of equal length.</summary>
/// <remarks>
/// The maximum of many scores with exponential-like tails follows F(x) = exp(-exp(-(x - m) / s)) (E. J. Gumbel, 1958), so scores
/// pass x at the rate exp(-(x - m) / s) per block. Fitted by L-moments (Hosking 1990): s = l2 / ln 2, m = l1 - 0.5772 s.
/// Plausibility by A^2 (1 + 0.2 / sqrt n) of Anderson and Darling, whose 5 % point is 0.85 for this fit at 30 to 400 maxima (by
/// simulation, which the tests repeat; 0.757 in M. A. Stephens, Biometrika 64, 1977, is for the likelihood fit). An extrapolation far past the blocks that were heard rests on the law, not on data.
/// </remarks>
public sealed class GumbelTail : IScoreTail
{
    private const double EulerGamma = 0.57721566490153286;
    private const double FivePercentPoint = 0.85;
    private readonly double[] _maxima; // sorted

    private GumbelTail(double[] sorted, double hoursPerBlock)
    {
        _maxima = sorted;
        HoursPerBlock = hoursPerBlock;
        (Location, Scale) = FitSorted(sorted);
        AdjustedDistance = AndersonDarling.Statistic(sorted, Probability) * (1 + (0.2 / Math.Sqrt(sorted.Length)));
    }

    /// <summary>m: the most probable maximum of one block.</summary>
    public double Location { get; }

    /// <summary>s: the rate of passing falls by e for each step of this size.</summary>
    public double Scale { get; }

    /// <summary>Length of one block in hours (of one key, where several were tried at once).</summary>
    public double HoursPerBlock { get; }

    /// <summary>Adjusted Anderson-Darling distance of the maxima from the law; above 0.85 the law is doubtful.</summary>
    public double AdjustedDistance { get; }

    /// <inheritdoc/>
    public bool IsPlausible => AdjustedDistance < FivePercentPoint;

    /// <summary>Fits the law.</summary>
    /// <param name="maxima">The largest score of each block, 10 or more, finite, not all equal.</param>
    /// <param name="hoursPerBlock">Length of one block in hours, more than 0.</param>
    /// <exception cref="ArgumentException">There are too few maxima, or some are not finite, or all are equal.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="hoursPerBlock"/> is not a finite number above 0.</exception>
    public static GumbelTail Fit(ReadOnlySpan<double> maxima, double hoursPerBlock)
    {
        TailSample.CheckPositive(hoursPerBlock, nameof(hoursPerBlock));
        return new GumbelTail(TailSample.Sorted(maxima, nameof(maxima)), hoursPerBlock);
    }

    /// <inheritdoc/>
    public double Threshold(double falseAlarmsPerHour)
    {
        TailSample.CheckPositive(falseAlarmsPerHour, nameof(falseAlarmsPerHour));
        return Location - (Scale * Math.Log(falseAlarmsPerHour * HoursPerBlock));
    }

    /// <inheritdoc/>
    public double FalseAlarmsPerHour(double threshold) => Math.Exp(-(threshold - Location) / Scale) / HoursPerBlock;

    /// <inheritdoc/>
    public Interval ThresholdInterval(double falseAlarmsPerHour, BootstrapOptions? options = null)
    {
        TailSample.CheckPositive(falseAlarmsPerHour, nameof(falseAlarmsPerHour));
        double reduced = Math.Log(falseAlarmsPerHour * HoursPerBlock);
        return Bootstrap.Percentile(
            _maxima,
            sample =>
            {
                sample.Sort();
                (double location, double scale) = FitSorted(sample);
                return location - (scale * reduced);
            },
            options);
    }

    private static (double Location, double Scale) FitSorted(ReadOnlySpan<double> sorted)
    {
        var moments = LinearMoments.Of(sorted);
        double scale = moments.Scale / Math.Log(2);
        return (moments.Mean - (EulerGamma * scale), scale);
    }

    private double Probability(double x) => Math.Exp(-Math.Exp(-(x - Location) / Scale));
}

using Earshot.Evaluation.Intervals;
using Earshot.Signals.Randomness;

namespace Earshot.Evaluation.Tails;

/// <summary>Generalized Pareto law of how far scores pass a high level.</summary>
/// <remarks>
/// Peaks over a threshold u: passes of u + y have probability (1 + k y / s)^(-1/k), so scores pass x at the rate
/// (passes of u per hour) (1 + k (x - u) / s)^(-1/k) (J. Pickands, 1975). Fitted by L-moments (Hosking and Wallis, Technometrics
/// 29, 1987, with k of the other sign): k = 2 - l1 / l2, s = l1 (1 - k). A shape k above 0 is a heavier tail than Gumbel's: thresholds
/// for low rates grow without bound. Scores must be separate events (one peak a block), or the interval is too narrow.
/// </remarks>
public sealed class GeneralizedParetoTail : IScoreTail
{
    private readonly double[] _excesses; // sorted
    private readonly double _passesPerHour;
    private readonly Lazy<bool> _isPlausible;

    private GeneralizedParetoTail(double[] excesses, double level, double hours)
    {
        _excesses = excesses;
        _passesPerHour = excesses.Length / hours;
        Level = level;
        (Shape, Scale) = FitSorted(excesses);
        Distance = DistanceOf(excesses, Shape, Scale);
        _isPlausible = new Lazy<bool>(Simulate);
    }

    /// <summary>u: the level above which the law holds.</summary>
    public double Level { get; }

    /// <summary>k: 0 for an exponential tail, above it heavier, below it ending at u - s / k.</summary>
    public double Shape { get; }

    /// <summary>s: the scale of the excesses.</summary>
    public double Scale { get; }

    /// <summary>Peaks above the level that the fit rests on.</summary>
    public int PeakCount => _excesses.Length;

    /// <summary>Anderson-Darling distance of the peaks from the law.</summary>
    public double Distance { get; }

    /// <inheritdoc/>
    /// <remarks>
    /// By a parametric bootstrap on first use: of 400 samples drawn from the fitted law and fitted again, at least one in twenty
    /// must lie as far from its fit as the peaks do. Tables of critical values exist only for the likelihood fit.
    /// </remarks>
    public bool IsPlausible => _isPlausible.Value;

    /// <summary>Fits the law to the highest part of a set of scores.</summary>
    /// <param name="peaks">One score per separate event or block, all from the same listening time.</param>
    /// <param name="hours">How long was listened in all, in hours, more than 0.</param>
    /// <param name="tailShare">The share of the peaks that is used, the highest ones; above 0, at most 1.</param>
    /// <exception cref="ArgumentException">Fewer than 10 peaks remain, or some are not finite, or all are equal.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static GeneralizedParetoTail Fit(ReadOnlySpan<double> peaks, double hours, double tailShare = 0.2)
    {
        TailSample.CheckPositive(hours, nameof(hours));
        TailSample.CheckPositive(tailShare, nameof(tailShare));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tailShare, 1);
        double[] sorted = TailSample.Sorted(peaks, nameof(peaks));
        int count = (int)Math.Ceiling(sorted.Length * tailShare);
        // The level lies halfway to the next lower peak, so that the lowest excess is not forced to zero.
        int first = sorted.Length - count;
        double level = first == 0 ? sorted[0] - ((sorted[^1] - sorted[0]) / sorted.Length) : (sorted[first - 1] + sorted[first]) / 2;
        double[] excesses = [.. sorted.Skip(first).Select(x => x - level)];
        return new GeneralizedParetoTail(TailSample.Sorted(excesses, nameof(peaks)), level, hours);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The rate is above that of passing the level, where the law says nothing.</exception>
    public double Threshold(double falseAlarmsPerHour)
    {
        TailSample.CheckPositive(falseAlarmsPerHour, nameof(falseAlarmsPerHour));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(falseAlarmsPerHour, _passesPerHour);
        return Level + Excess(falseAlarmsPerHour / _passesPerHour, Shape, Scale);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is below the level, where the law says nothing.</exception>
    public double FalseAlarmsPerHour(double threshold)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threshold, Level);
        return _passesPerHour * Survival(threshold - Level, Shape, Scale);
    }

    /// <inheritdoc/>
    public Interval ThresholdInterval(double falseAlarmsPerHour, BootstrapOptions? options = null)
    {
        double share = falseAlarmsPerHour / _passesPerHour;
        double estimate = Threshold(falseAlarmsPerHour);
        Interval excess = Bootstrap.Percentile(
            _excesses,
            sample =>
            {
                sample.Sort();
                (double shape, double scale) = FitSorted(sample);
                return Excess(share, shape, scale);
            },
            options);
        return excess with { Estimate = estimate, Low = Level + excess.Low, High = Level + excess.High };
    }

    private static (double Shape, double Scale) FitSorted(ReadOnlySpan<double> sorted)
    {
        var moments = LinearMoments.Of(sorted);
        double shape = 2 - (moments.Mean / moments.Scale);
        return (shape, moments.Mean * (1 - shape));
    }

    private static double DistanceOf(ReadOnlySpan<double> sorted, double shape, double scale) =>
        AndersonDarling.Statistic(sorted, y => 1 - Survival(y, shape, scale));

    private bool Simulate()
    {
        const int Samples = 400;
        const double Significance = 0.05;
        var random = new SeededRandom(1);
        var sample = new double[_excesses.Length];
        int asFar = 0;
        for (int s = 0; s < Samples; s++)
        {
            foreach (ref double y in sample.AsSpan())
            {
                y = Excess(1 - random.NextDouble(), Shape, Scale);
            }

            Array.Sort(sample);
            (double shape, double scale) = FitSorted(sample);
            asFar += DistanceOf(sample, shape, scale) >= Distance ? 1 : 0;
        }

        return asFar >= Significance * Samples;
    }

    private static double Excess(double share, double shape, double scale) =>
        Math.Abs(shape) < 1e-9 ? -scale * Math.Log(share) : scale * (Math.Pow(share, -shape) - 1) / shape;

    private static double Survival(double y, double shape, double scale) =>
        Math.Abs(shape) < 1e-9 ? Math.Exp(-y / scale) : Math.Pow(Math.Max(0, 1 + (shape * y / scale)), -1 / shape);
}

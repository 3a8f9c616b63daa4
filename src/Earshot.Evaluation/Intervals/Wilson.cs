using MathNet.Numerics.Distributions;

namespace Earshot.Evaluation.Intervals;

/// <summary>Interval of a share (detected of tried) by the score test.</summary>
/// <remarks>
/// E. B. Wilson, JASA 22 (1927): the shares p whose z-score against the observed one is below the normal quantile. Unlike the
/// textbook's p +/- z s it stays inside 0..1 and is not empty at 0 % or 100 %.
/// </remarks>
public static class Wilson
{
    /// <summary>The interval of <paramref name="successes"/> out of <paramref name="trials"/>.</summary>
    /// <param name="successes">How many succeeded, 0 .. <paramref name="trials"/>.</param>
    /// <param name="trials">How many were tried, 1 or more.</param>
    /// <param name="confidence">Two-sided confidence, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static Interval Interval(long successes, long trials, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        Intervals.Interval.CheckConfidence(confidence);
        double n = trials;
        double p = successes / n;
        double z = Normal.InvCDF(0, 1, 0.5 + (confidence / 2));
        double scale = 1 + (z * z / n);
        double center = (p + (z * z / (2 * n))) / scale;
        double half = z / scale * Math.Sqrt((p * (1 - p) / n) + (z * z / (4 * n * n)));
        // At the ends the formula gives 0 or 1 up to rounding.
        double low = successes == 0 ? 0 : Math.Max(0, center - half);
        double high = successes == trials ? 1 : Math.Min(1, center + half);
        return new Interval(p, low, high, confidence);
    }
}

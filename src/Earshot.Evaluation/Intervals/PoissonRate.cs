using MathNet.Numerics.Distributions;

namespace Earshot.Evaluation.Intervals;

/// <summary>Exact intervals of a rate of rare events, such as false alarms an hour.</summary>
/// <remarks>
/// F. Garwood, Biometrika 28 (1936): the ends are the rates at which so few (so many) events become improbable, which are
/// quantiles of gamma distributions. With no event the one-sided bound is -ln(1 - confidence) / exposure, about 3 / exposure
/// at 95 %: the rule of three. Exact means that the confidence is never less than stated.
/// </remarks>
public static class PoissonRate
{
    /// <summary>The two-sided interval of a rate.</summary>
    /// <param name="events">Events seen, 0 or more.</param>
    /// <param name="exposure">What was watched, such as hours, more than 0; the rate is per unit of this.</param>
    /// <param name="confidence">Two-sided confidence, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static Interval Interval(long events, double exposure, double confidence = 0.95)
    {
        Check(events, exposure, confidence);
        double tail = (1 - confidence) / 2;
        double low = events == 0 ? 0 : Gamma.InvCDF(events, 1, tail) / exposure;
        double high = Gamma.InvCDF(events + 1, 1, 1 - tail) / exposure;
        return new Interval(events / exposure, low, high, confidence);
    }

    /// <summary>The rate that is not exceeded, with one-sided confidence.</summary>
    /// <param name="events">Events seen, 0 or more.</param>
    /// <param name="exposure">What was watched, such as hours, more than 0.</param>
    /// <param name="confidence">One-sided confidence, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static double UpperBound(long events, double exposure, double confidence = 0.95)
    {
        Check(events, exposure, confidence);
        return (events == 0 ? -Math.Log(1 - confidence) : Gamma.InvCDF(events + 1, 1, confidence)) / exposure;
    }

    /// <summary>How much must be watched without a single event to show that a rate is not exceeded.</summary>
    /// <param name="rate">The rate to show, such as 0.001 an hour, more than 0.</param>
    /// <param name="confidence">One-sided confidence, between 0 and 1.</param>
    /// <returns>The exposure, such as 2996 hours for 1 in 1000 hours at 95 %.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static double RequiredExposure(double rate, double confidence = 0.95)
    {
        Check(0, rate, confidence);
        return -Math.Log(1 - confidence) / rate;
    }

    private static void Check(long events, double exposure, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(events);
        if (!(exposure > 0 && double.IsFinite(exposure)))
        {
            throw new ArgumentOutOfRangeException(nameof(exposure), exposure, "expected a finite number above 0");
        }

        Intervals.Interval.CheckConfidence(confidence);
    }
}

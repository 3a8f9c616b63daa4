using Earshot.Evaluation.Intervals;

namespace Earshot.Evaluation.Tails;

/// <summary>How often a score is exceeded where there is nothing to find: a threshold for every rate of false alarms.</summary>
public interface IScoreTail
{
    /// <summary>Whether the fitted law is not contradicted by the scores at the 5 % level.</summary>
    bool IsPlausible { get; }

    /// <summary>The score that is exceeded at a rate.</summary>
    /// <param name="falseAlarmsPerHour">The rate, more than 0; 1.0 / 1000 is one false alarm in 1000 hours.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not a finite number above 0.</exception>
    double Threshold(double falseAlarmsPerHour);

    /// <summary>How often a threshold is exceeded, per hour.</summary>
    /// <param name="threshold">The score.</param>
    double FalseAlarmsPerHour(double threshold);

    /// <summary>The threshold with an interval: the fit is repeated on resampled scores.</summary>
    /// <param name="falseAlarmsPerHour">The rate, more than 0.</param>
    /// <param name="options">How to run; null for the default.</param>
    Interval ThresholdInterval(double falseAlarmsPerHour, BootstrapOptions? options = null);
}

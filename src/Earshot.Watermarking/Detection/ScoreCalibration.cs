namespace Earshot.Watermarking.Detection;

/// <summary>What a score means in false alarms.</summary>
/// <remarks>
/// Scores of unmarked programmes have an exponential tail: the number of alarms an hour with one key is exp((Location - score) / Scale). The two numbers
/// are those of the worst host class in <c>earshot evaluate watermark</c>, which measures them anew and fails when they no longer hold.
/// </remarks>
public static class ScoreCalibration
{
    /// <summary>Score that an unmarked programme of the worst class reaches once an hour.</summary>
    public const double Location = 7.0;

    /// <summary>Scores by which the rate falls to 1/e.</summary>
    public const double Scale = 0.95;

    /// <summary>Alarms an hour and key at or above a score.</summary>
    /// <param name="score">The score.</param>
    public static double FalseAlarmsPerHour(double score) => Math.Exp((Location - score) / Scale);

    /// <summary>The score that an unmarked programme reaches this often.</summary>
    /// <param name="falseAlarmsPerHour">Alarms an hour and key, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not above 0.</exception>
    public static double ThresholdFor(double falseAlarmsPerHour)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(falseAlarmsPerHour);
        return Location - (Scale * Math.Log(falseAlarmsPerHour));
    }
}

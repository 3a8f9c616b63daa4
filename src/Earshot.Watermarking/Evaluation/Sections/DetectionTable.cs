using Earshot.Evaluation.Tables;
using Earshot.Watermarking.Detection;

namespace Earshot.Watermarking.Evaluation.Sections;

/// <summary>The table that detection rows share.</summary>
internal sealed class DetectionTable
{
    /// <summary>The table.</summary>
    public ResultTable Table { get; } = new(
        new ResultColumn("row"),
        new ResultColumn("path"),
        ResultColumn.Percent("found"),
        ResultColumn.Percent("reach"),
        new ResultColumn("marks", decimals: 0),
        new ResultColumn("in-band SNR", "dB", 1),
        new ResultColumn("median score", decimals: 1),
        new ResultColumn("threshold", decimals: 1),
        new ResultColumn("found elsewhere", decimals: 0),
        new ResultColumn("start error", "ms", 1),
        new ResultColumn("event after the end", "ms", 0));

    /// <summary>Whether a row is below its figure to reach.</summary>
    public bool HasMissed { get; private set; }

    /// <summary>Adds a row.</summary>
    /// <param name="result">Its trials.</param>
    public void Add(DetectionRowResult result)
    {
        double[] scores = [.. result.Outcomes.Select(static o => o.Score).Order()];
        TrialOutcome[] found = [.. result.Outcomes.Where(static o => o.Found)];
        double snr = result.Outcomes.Average(static o => o.InBandSnrDb);
        Table.AddRow(
            result.Condition.Id,
            result.Condition.Description,
            result.Detected,
            double.IsNaN(result.Condition.Reach) ? null : result.Condition.Reach,
            result.Outcomes.Count,
            double.IsFinite(snr) ? snr : null,
            scores[scores.Length / 2],
            ScoreCalibration.ThresholdFor(result.Condition.FalseAlarmsPerHour),
            result.Outcomes.Count(static o => o.FoundElsewhere),
            found.Length == 0 ? null : found.Average(static o => Math.Abs(o.StartErrorMs)),
            found.Length == 0 ? null : found.Average(static o => o.LatencyMs));
        HasMissed |= result.Detected.Estimate < result.Condition.Reach;
    }
}

using Earshot.Evaluation.Intervals;

namespace Earshot.Watermarking.Evaluation;

/// <summary>All trials of one row.</summary>
/// <param name="Condition">The row.</param>
/// <param name="Outcomes">What became of the marks.</param>
/// <param name="Declined">Clips that the embedder refused or warned about, per class.</param>
/// <param name="Offered">Clips that it was offered, per class.</param>
internal sealed record DetectionRowResult(
    DetectionCondition Condition,
    IReadOnlyList<TrialOutcome> Outcomes,
    IReadOnlyDictionary<string, int> Declined,
    IReadOnlyDictionary<string, int> Offered)
{
    /// <summary>Share of marks that were found, with its Wilson interval.</summary>
    public Interval Detected => Wilson.Interval(Outcomes.Count(static o => o.Found), Outcomes.Count);

    /// <summary>Share of payloads that were read.</summary>
    public Interval PayloadRead => Wilson.Interval(Outcomes.Count(static o => o.PayloadRight), Outcomes.Count);
}

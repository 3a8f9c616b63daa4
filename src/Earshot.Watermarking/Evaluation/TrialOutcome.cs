namespace Earshot.Watermarking.Evaluation;

/// <summary>What became of one mark.</summary>
/// <param name="Class">Host class.</param>
/// <param name="Score">Best score of a detection at the right place; 0 when there was none.</param>
/// <param name="RawScore">Highest score around the end of the mark, whatever the threshold.</param>
/// <param name="Found">Whether it was found at the row's threshold.</param>
/// <param name="FoundElsewhere">Whether something was detected where no mark is.</param>
/// <param name="StartErrorMs">Error of the start time.</param>
/// <param name="LatencyMs">Time from the end of the mark to the event.</param>
/// <param name="PayloadRight">Whether the payload was read.</param>
/// <param name="PayloadWrong">Whether a wrong payload was read.</param>
/// <param name="InBandSnrDb">Programme against noise between 1 and 4 kHz.</param>
internal sealed record TrialOutcome(
    string Class,
    double Score,
    double RawScore,
    bool Found,
    bool FoundElsewhere,
    double StartErrorMs,
    double LatencyMs,
    bool PayloadRight,
    bool PayloadWrong,
    double InBandSnrDb);

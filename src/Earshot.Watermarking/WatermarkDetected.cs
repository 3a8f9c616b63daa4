namespace Earshot.Watermarking;

/// <summary>A mark is there.</summary>
/// <param name="KeyId">Identifier of the key.</param>
/// <param name="Start">Start of the mark.</param>
/// <param name="DecidedAt">How much of the stream had been heard when this was decided.</param>
/// <param name="Profile">Event, or continuous once the mark has repeated.</param>
/// <param name="Score">Score in standard deviations of an unmarked signal of this kind.</param>
/// <param name="FalseAlarmsPerHour">How often an unmarked programme reaches this score by chance; see docs/evaluation/watermark.md.</param>
/// <param name="SkewPpm">Clock of the listener against the clock of the mark, in parts per million, to about 20.</param>
/// <param name="Bands">The sub-bands that carry the mark.</param>
public sealed record WatermarkDetected(
    string KeyId,
    TimeSpan Start,
    TimeSpan DecidedAt,
    WatermarkProfile Profile,
    double Score,
    double FalseAlarmsPerHour,
    double SkewPpm,
    MarkBands Bands) : WatermarkEvent(KeyId, Start, DecidedAt);

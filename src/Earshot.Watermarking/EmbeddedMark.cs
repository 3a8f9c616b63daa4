namespace Earshot.Watermarking;

/// <summary>A mark that was made.</summary>
/// <param name="Start">Its start in the programme.</param>
/// <param name="Duration">Its length.</param>
/// <param name="Payload">What it carries, or null.</param>
/// <param name="Prediction">How surely it will be found.</param>
public sealed record EmbeddedMark(TimeSpan Start, TimeSpan Duration, WatermarkPayload? Payload, MarkPrediction Prediction);

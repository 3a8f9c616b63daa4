namespace Earshot.Watermarking;

/// <summary>A continuous mark is no longer heard.</summary>
/// <param name="KeyId">Identifier of the key.</param>
/// <param name="Start">Start of the mark.</param>
/// <param name="DecidedAt">How much of the stream had been heard when this was decided.</param>
public sealed record WatermarkEnded(string KeyId, TimeSpan Start, TimeSpan DecidedAt) : WatermarkEvent(KeyId, Start, DecidedAt);

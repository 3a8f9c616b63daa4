namespace Earshot.Watermarking;

/// <summary>Something that a detector has noticed.</summary>
/// <param name="KeyId">Identifier of the key.</param>
/// <param name="Start">Start of the mark in the stream, as near as the signal tells (within about 5 ms).</param>
/// <param name="DecidedAt">How much of the stream had been heard when this was decided.</param>
public abstract record WatermarkEvent(string KeyId, TimeSpan Start, TimeSpan DecidedAt);

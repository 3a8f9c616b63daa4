namespace Earshot.Watermarking.Embedding;

/// <summary>A mark that is to be made.</summary>
/// <param name="Start">First sample on the 16 kHz grid.</param>
/// <param name="Bands">The sub-bands to occupy.</param>
/// <param name="Payload">What to carry, or null for presence alone.</param>
internal readonly record struct PlannedMark(long Start, MarkBands Bands, WatermarkPayload? Payload)
{
    /// <summary>Frames of the mark.</summary>
    public int FrameCount => MarkFormat.SyncFrameCount + (Payload is null ? 0 : MarkFormat.PayloadFrameCount);

    /// <summary>Sample after the last on the 16 kHz grid.</summary>
    public long End => Start + ((long)FrameCount * MarkFormat.FrameLength);
}

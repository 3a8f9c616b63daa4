namespace Earshot.Watermarking;

/// <summary>The numbers that embedder and detector share: the grid of the mark in time and frequency.</summary>
/// <remarks>
/// Modulated self-correlation (Tai and Mansour, ICASSP 2019). A pattern of one frame is repeated, each repetition with the sign
/// that the key gives. The published demonstration uses frames of 10 ms on a 16 kHz grid and the band 3 .. 4 kHz; here three
/// sub-bands of 1 kHz lie side by side and a mark occupies two of them (event) or all three (continuous).
/// </remarks>
public static class MarkFormat
{
    /// <summary>Rate of the grid that carries the mark, in Hz. Programmes of every rate are converted to it.</summary>
    public const int SampleRate = 16000;

    /// <summary>Samples per frame on the grid: 10 ms, one sign of the key.</summary>
    public const int FrameLength = 160;

    /// <summary>Signs in one period of the key: 192 frames, 1.92 s.</summary>
    public const int SyncFrameCount = 192;

    /// <summary>Frames that carry a payload after the period that announces it: 384 frames, 3.84 s.</summary>
    public const int PayloadFrameCount = 384;

    /// <summary>Number of sub-bands.</summary>
    public const int BandCount = 3;

    /// <summary>Width of a sub-band in Hz.</summary>
    public const double BandWidthHz = 1000;

    /// <summary>Lower edge of the first sub-band in Hz.</summary>
    public const double LowestHz = 1000;

    /// <summary>Lowest programme rate that has room for two sub-bands, in Hz.</summary>
    public const int MinSampleRate = 8000;

    /// <summary>Highest programme rate that is accepted, in Hz.</summary>
    public const int MaxSampleRate = 768000;

    /// <summary>Length of one period of the key.</summary>
    public static TimeSpan SyncDuration => TimeSpan.FromSeconds(SyncFrameCount * FrameLength / (double)SampleRate);

    /// <summary>Length of a mark that carries a payload: the period that announces it and the payload frames.</summary>
    public static TimeSpan PayloadDuration =>
        TimeSpan.FromSeconds((SyncFrameCount + PayloadFrameCount) * FrameLength / (double)SampleRate);
}

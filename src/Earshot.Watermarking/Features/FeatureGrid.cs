namespace Earshot.Watermarking.Features;

/// <summary>The time-frequency grid on which the detector compares a signal with itself.</summary>
/// <remarks>
/// A row is one instant, every <see cref="HopLength"/> samples: 30 complex bins 100 Hz apart at 1050 .. 3950 Hz, ten a sub-band,
/// stored as 32 real parts and 32 imaginary parts (two lanes of each stay 0), so that a row is four vectors of 16 lanes.
/// Two rows make a frame of the key.
/// </remarks>
internal static class FeatureGrid
{
    public const int HopLength = MarkFormat.FrameLength / 2;
    public const int RowsPerFrame = MarkFormat.FrameLength / HopLength;
    public const int WindowLength = 240;
    public const int FftLength = 320;
    public const int BinsPerBand = 10;
    public const int BinCount = MarkFormat.BandCount * BinsPerBand;
    public const int Lanes = 32;
    public const int RowLength = 2 * Lanes;

    /// <summary>Rows from the first to the last frame of a period, both counted.</summary>
    public const int SyncSpan = ((MarkFormat.SyncFrameCount - 1) * RowsPerFrame) + 1;

    /// <summary>Seconds from row to row.</summary>
    public const double RowSeconds = HopLength / (double)MarkFormat.SampleRate;

    /// <summary>Index in a transform of <see cref="FftLength"/> samples (50 Hz apart) of a bin.</summary>
    public static int FftIndex(int bin) => 21 + (2 * bin);

    /// <summary>Frequency of a bin in Hz.</summary>
    public static double BinHz(int bin) => MarkFormat.LowestHz + 50 + (100 * bin);

    /// <summary>Centre of a sub-band in Hz.</summary>
    public static double BandHz(int band) => MarkFormat.LowestHz + ((band + 0.5) * MarkFormat.BandWidthHz);
}

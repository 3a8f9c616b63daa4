namespace Earshot.Watermarking.Embedding;

/// <summary>The frames of overlap and add in which the embedder changes a programme.</summary>
/// <remarks>Windows of 20 ms every 5 ms: root-Hann in and out, whose product overlaps four times to 2.</remarks>
internal static class MarkGrid
{
    public const int HopLength = 80;
    public const int WindowLength = 320;
    public const int Overlap = WindowLength / HopLength;
    public const int BinCount = (WindowLength / 2) + 1;

    /// <summary>Distance of bins in Hz.</summary>
    public const double BinHz = MarkFormat.SampleRate / (double)WindowLength;

    /// <summary>Blocks by which the difference lags the programme: a sample is whole when its last window is.</summary>
    public const int LagBlocks = Overlap - 1;

    /// <summary>First bin of the lowest sub-band (1 kHz).</summary>
    public const int FirstBin = (int)(MarkFormat.LowestHz / BinHz);

    /// <summary>Bins in a sub-band.</summary>
    public const int BinsPerBand = (int)(MarkFormat.BandWidthHz / BinHz);

    /// <summary>Bins that share one gain: 250 Hz, about the width of a critical band here.</summary>
    public const int BinsPerGroup = 5;

    /// <summary>Groups in a sub-band.</summary>
    public const int GroupsPerBand = BinsPerBand / BinsPerGroup;

    /// <summary>Groups in all sub-bands.</summary>
    public const int GroupCount = MarkFormat.BandCount * GroupsPerBand;

    /// <summary>First bin of a group.</summary>
    public static int GroupStart(int group) => FirstBin + (group * BinsPerGroup);
}

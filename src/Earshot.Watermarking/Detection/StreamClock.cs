using Earshot.Watermarking.Features;

namespace Earshot.Watermarking.Detection;

/// <summary>Turns row numbers into times of the stream.</summary>
internal static class StreamClock
{
    /// <summary>
    /// Samples of the 16 kHz grid from the start of the mark to the end of the hop that completed its peak row, less the rows of the period and
    /// the score window: one window of analysis, the lag of the weights, and half a frame because the window straddles the frame.
    /// </summary>
    private const int PeakDelay = 0;

    /// <summary>How much of the stream had been heard when a weighted row was complete.</summary>
    public static TimeSpan HeardAt(long row) =>
        TimeSpan.FromSeconds((row + 1 + RowWeights.LagRows) * FeatureGrid.RowSeconds);

    /// <summary>Start of the mark whose score peaks at a row.</summary>
    public static TimeSpan MarkStart(double peakRow)
    {
        double first = peakRow - (FeatureGrid.SyncSpan - 1) - (ScoreWindow.Length - 1);
        double seconds = (first * FeatureGrid.RowSeconds) - (PeakDelay / (double)MarkFormat.SampleRate);
        return TimeSpan.FromSeconds(Math.Max(seconds, 0));
    }
}

using Earshot.Watermarking.Features;

namespace Earshot.Watermarking.Detection;

/// <summary>Turns row numbers into times of the stream.</summary>
internal static class StreamClock
{
    /// <summary>
    /// Seconds by which the first row of a peak's score window begins before the mark does: the window of 15 ms lies around a frame of
    /// 10 ms, the score window adds the tail behind it, and the weights lag by a row. Measured on clean marks.
    /// </summary>
    private const double Lead = 0.0067;

    /// <summary>How much of the stream had been heard when a weighted row was complete.</summary>
    public static TimeSpan HeardAt(long row) =>
        TimeSpan.FromSeconds((row + 1 + RowWeights.LagRows) * FeatureGrid.RowSeconds);

    /// <summary>Start of the mark whose score peaks at a row.</summary>
    public static TimeSpan MarkStart(double peakRow)
    {
        double first = peakRow - (FeatureGrid.SyncSpan - 1) - (ScoreWindow.Length - 1);
        double seconds = (first * FeatureGrid.RowSeconds) - Lead;
        return TimeSpan.FromSeconds(Math.Max(seconds, 0));
    }

    /// <summary>The row, between two whole ones, at which the score of a mark peaks.</summary>
    public static double PeakRow(TimeSpan markStart) =>
        ((markStart.TotalSeconds + Lead) / FeatureGrid.RowSeconds) + (FeatureGrid.SyncSpan - 1) + (ScoreWindow.Length - 1);
}

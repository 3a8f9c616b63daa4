using Earshot.Watermarking.Features;

namespace Earshot.Watermarking.Detection;

/// <summary>Tells the mark of a key from the mark of another key that happens to agree with it for a moment.</summary>
/// <remarks>
/// In a period that some other key has marked, a key scores by how far the two sign sequences agree: c = (sum of s_r s'_r)^2 / 192 in all bins alike, so that
/// nothing averages out, and c passes 20 once in 10^5 places. But then the signs that lie in the signal are there to be read: start
/// from the pattern that the key's own signs give, take each frame's sign from it, learn the pattern again, and after a few rounds the
/// sequence is the other key's, with an energy near 192 shares instead of 20. What a true key leaves to such a rival is no more than what fits noise:
/// 192 frames in about 80 dimensions have a strongest direction of (1 + sqrt(192 / 80))^2 = 6.5 times the mean energy (Marchenko and Pastur 1967).
/// Cost: some milliseconds, and only when a score has passed the threshold.
/// </remarks>
internal static class RivalMark
{
    /// <summary>Energy that free signs reach on noise, with room to spare, relative to the mean of all sign sequences.</summary>
    private const double NoiseEnergy = 8;

    /// <summary>How many times the key's energy makes a rival.</summary>
    private const double Advantage = 3;

    private const int Rounds = 4;

    /// <summary>Whether other signs explain the period of a peak far better than those of the key.</summary>
    /// <param name="history">The rows, with the peak still inside.</param>
    /// <param name="age">How many rows ago the peak was.</param>
    /// <param name="signs">Signs of the key.</param>
    /// <param name="score">Skew and bands of the peak.</param>
    public static bool Exists(RowHistory history, int age, ReadOnlySpan<float> signs, KeyScore score)
    {
        double own = Energy(history, age, signs, score);
        float[] rival = signs.ToArray();
        double best = own;
        for (int round = 0; round < Rounds; round++)
        {
            var pattern = PatternTemplate.Learn(history, age, rival, score);
            for (int frame = 0; frame < rival.Length; frame++)
            {
                rival[frame] = FrameSign(history, age, frame, pattern);
            }

            best = Math.Max(best, Energy(history, age, rival, score));
        }

        return best > NoiseEnergy && best > Advantage * own;
    }

    private static float FrameSign(RowHistory history, int age, int frame, PatternTemplate pattern)
    {
        int fromLast = MarkFormat.SyncFrameCount - 1 - frame;
        double seconds = (frame - ((MarkFormat.SyncFrameCount - 1) / 2.0)) * MarkFormat.FrameLength / MarkFormat.SampleRate;
        float agreement = 0;
        for (int n = 0; n < ScoreWindow.Length; n++)
        {
            int rowAge = age + ScoreWindow.Length - 1 - n + (fromLast * FeatureGrid.RowsPerFrame);
            agreement += pattern.Agreement(history.Row(rowAge), n, seconds, pattern.GridPpm);
        }

        return agreement < 0 ? -1 : 1;
    }

    // Mean energy over the score window, relative to the mean of all sign sequences: the score of these signs before it is brought to deviations.
    private static double Energy(RowHistory history, int age, ReadOnlySpan<float> signs, KeyScore score)
    {
        var window = new ScoreWindow();
        var sums = new float[SignCorrelator.GroupSumsLength];
        var power = new float[FeatureGrid.Lanes];
        var means = new float[SkewGrid.Count * MarkFormat.BandCount];
        Span<float> excess = stackalloc float[BandSets.Count];
        for (int row = 0; row < ScoreWindow.Length; row++)
        {
            ReadOnlySpan<float> period = history.Period(age + ScoreWindow.Length - 1 - row);
            SignCorrelator.SumGroups(period, signs, sums);
            SignCorrelator.SumPower(period, power);
            SignCorrelator.JoinGroups(sums, power, window.Next);
            window.Advance(SkewGrid.Count, means);
        }

        BandSets.Excess(means.AsSpan(score.Skew * MarkFormat.BandCount, MarkFormat.BandCount), excess);
        return 1 + excess[score.Set];
    }
}

using Earshot.Watermarking.Features;

namespace Earshot.Watermarking.Detection;

/// <summary>Adds up the scores of one place in the period over repetitions, for marks too weak to be found in one.</summary>
/// <remarks>A leaky sum for each of the 384 places and each skew: constant memory and cost however long the mark lasts.</remarks>
internal sealed class RepetitionScore
{
    /// <summary>Rows in a period.</summary>
    public const int PeriodRows = MarkFormat.SyncFrameCount * FeatureGrid.RowsPerFrame;

    /// <summary>What a repetition keeps of the sum: five periods (10 s) of memory.</summary>
    private const float Keep = 0.8f;

    /// <summary>The most that one period may add, so that a single strong mark does not pass for a repeated one.</summary>
    private const float Most = 8;

    /// <summary>Turns the sum into standard deviations: sqrt(1 - Keep^2).</summary>
    private const float Scale = 0.6f;

    private readonly int _skewCount;
    private readonly float[] _sums; // [place][skew]
    private int _place;

    /// <summary>Creates the sums.</summary>
    /// <param name="skewCount">Scores per row.</param>
    public RepetitionScore(int skewCount)
    {
        _skewCount = skewCount;
        _sums = new float[PeriodRows * skewCount];
    }

    /// <summary>Takes the scores of a row, one a skew.</summary>
    /// <param name="scores">Scores of the set of all bands.</param>
    /// <param name="past">The sum without this row, at the best skew, in standard deviations.</param>
    /// <returns>The best sum in standard deviations.</returns>
    public KeyScore Update(ReadOnlySpan<float> scores, out float past)
    {
        Span<float> sums = _sums.AsSpan(_place * _skewCount, _skewCount);
        _place = (_place + 1) % PeriodRows;
        int best = 0;
        past = 0;
        for (int skew = 0; skew < sums.Length; skew++)
        {
            float old = Keep * sums[skew];
            sums[skew] = old + Math.Min(scores[skew], Most);
            if (skew == 0 || sums[skew] > sums[best])
            {
                best = skew;
                past = old * Scale;
            }
        }

        return new KeyScore(sums[best] * Scale, best, BandSets.Count - 1);
    }

    public void Reset()
    {
        Array.Clear(_sums);
        _place = 0;
    }
}

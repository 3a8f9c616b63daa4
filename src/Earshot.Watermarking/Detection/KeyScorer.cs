using Earshot.Watermarking.Features;
using Earshot.Watermarking.Keys;

namespace Earshot.Watermarking.Detection;

/// <summary>The score of one key at every row, over all skews and sets of bands.</summary>
internal sealed class KeyScorer
{
    private readonly float[] _signs; // [frame]
    private readonly float[] _sums = new float[SignCorrelator.GroupSumsLength]; // [group][lane]
    private readonly ScoreWindow _window = new();
    private readonly float[] _means = new float[SkewGrid.Count * MarkFormat.BandCount]; // [skew][band]
    private readonly float[] _excess = new float[BandSets.Count]; // [set]
    private readonly float[] _wholeBand = new float[SkewGrid.Count]; // [skew]

    public KeyScorer(WatermarkKey key)
    {
        _signs = SignNumbers.Of(key.SyncSigns);
    }

    /// <summary>Scores of the newest row in the set of all bands, one a skew.</summary>
    public ReadOnlySpan<float> WholeBand => _wholeBand;

    /// <summary>Signs of the key as numbers.</summary>
    public ReadOnlySpan<float> Signs => _signs;

    /// <summary>Takes a period and gives the best score.</summary>
    /// <param name="period">The newest period.</param>
    /// <param name="power">Its power.</param>
    /// <param name="deviation">Standard deviation for each set of bands.</param>
    public KeyScore Update(ReadOnlySpan<float> period, ReadOnlySpan<float> power, ReadOnlySpan<float> deviation)
    {
        SignCorrelator.SumGroups(period, _signs, _sums);
        SignCorrelator.JoinGroups(_sums, power, _window.Next);
        _window.Advance(SkewGrid.Count, _means);
        var best = new KeyScore(float.MinValue, 0, 0);
        for (int skew = 0; skew < SkewGrid.Count; skew++)
        {
            BandSets.Excess(_means.AsSpan(skew * MarkFormat.BandCount, MarkFormat.BandCount), _excess);
            for (int set = 0; set < BandSets.Count; set++)
            {
                float score = _excess[set] / deviation[set];
                if (score > best.Value)
                {
                    best = new KeyScore(score, skew, set);
                }

                if (BandSets.All[set] == MarkBands.All)
                {
                    _wholeBand[skew] = score;
                }
            }
        }

        return best;
    }

    public void Reset()
    {
        _window.Reset();
        Array.Clear(_wholeBand);
    }
}

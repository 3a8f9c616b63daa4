using Earshot.Watermarking.Features;
using Earshot.Watermarking.Keys;

namespace Earshot.Watermarking.Detection;

/// <summary>Keeps the energy of the signed sum of a key at every row of a stream, by skew and sub-band.</summary>
/// <remarks>As the score has it, but of single rows and before it is brought to standard deviations. For measurements on recordings; it grows.</remarks>
internal sealed class SignedEnergies
{
    private readonly float[] _signs; // [frame]
    private readonly float[] _sums = new float[SignCorrelator.GroupSumsLength]; // [group][lane]
    private readonly float[] _power = new float[FeatureGrid.Lanes]; // [bin]
    private readonly float[] _ratios = new float[SignCorrelator.RatioLength]; // [skew][lane]
    private readonly List<float[]> _rows = []; // [row], each [skew][band], mean ratio

    public SignedEnergies(WatermarkKey key)
    {
        _signs = SignNumbers.Of(key.SyncSigns);
    }

    /// <summary>Rows so far.</summary>
    public int Count => _rows.Count;

    /// <summary>Takes the newest period.</summary>
    public void Add(RowHistory history)
    {
        ReadOnlySpan<float> period = history.Period(0);
        SignCorrelator.SumGroups(period, _signs, _sums);
        SignCorrelator.SumPower(period, _power);
        SignCorrelator.JoinGroups(_sums, _power, _ratios);
        var means = new float[SkewGrid.Count * MarkFormat.BandCount];
        for (int i = 0; i < means.Length; i++)
        {
            int first = (i / MarkFormat.BandCount * FeatureGrid.Lanes) + (i % MarkFormat.BandCount * FeatureGrid.BinsPerBand);
            for (int bin = first; bin < first + FeatureGrid.BinsPerBand; bin++)
            {
                means[i] += _ratios[bin] / FeatureGrid.BinsPerBand;
            }
        }

        _rows.Add(means);
    }

    /// <summary>Mean ratio over sub-bands less 1, which is 0 on the average without a mark.</summary>
    public double Excess(int row, int skew, MarkBands bands)
    {
        double sum = 0;
        int count = 0;
        for (int band = 0; band < MarkFormat.BandCount; band++)
        {
            if (((int)bands >> band & 1) != 0)
            {
                sum += _rows[row][(skew * MarkFormat.BandCount) + band];
                count++;
            }
        }

        return (sum / count) - 1;
    }
}

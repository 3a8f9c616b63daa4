using Earshot.Signals.FilterBanks;

namespace Earshot.Signals.SpeechActivity;

// Groups spectral bins into 20 bands of equal width on the ERB scale from 100 Hz to 7.5 kHz, or to 95 % of half the rate below that.
internal sealed class ActivityBands
{
    internal const int Count = 20;

    private const double LowestHz = 100;
    private const double HighestHz = 7500;

    private readonly int[] _edges = new int[Count + 1]; // [band + 1], first bin of each band

    internal ActivityBands(int sampleRate, double binHz)
    {
        double low = KnownScales.Erb.FromHz(LowestHz);
        double high = KnownScales.Erb.FromHz(Math.Min(HighestHz, 0.95 * sampleRate / 2));
        for (int b = 0; b <= Count; b++)
        {
            int bin = (int)Math.Round(KnownScales.Erb.ToHz(low + ((high - low) * b / Count)) / binHz);
            _edges[b] = b == 0 ? bin : Math.Max(bin, _edges[b - 1] + 1);
        }
    }

    internal int BinCount => _edges[Count];

    internal int Width(int band) => _edges[band + 1] - _edges[band];

    // Mean power of the bins of each band.
    internal void Average(ReadOnlySpan<float> bins, Span<float> bands)
    {
        for (int b = 0; b < Count; b++)
        {
            bands[b] = System.Numerics.Tensors.TensorPrimitives.Sum(bins[_edges[b].._edges[b + 1]]) / Width(b);
        }
    }

    // Gives every bin the value of its band; bins below the first band take the first one's.
    internal void Spread(ReadOnlySpan<float> bands, Span<float> bins)
    {
        bins[.._edges[0]].Fill(bands[0]);
        for (int b = 0; b < Count; b++)
        {
            bins[_edges[b].._edges[b + 1]].Fill(bands[b]);
        }
    }
}

using Earshot.Signals.FilterBanks;

namespace Earshot.Signals.Measures;

// Sums of spectral bins over Zwicker's critical bands. A bin is taken to be as wide as the bin spacing, and gives each band the share that
// lies in it; so no band is empty and no power is lost, whatever the frame length. Above 15.5 kHz one last band reaches half the rate.
internal sealed class CriticalBands
{
    private const double LastEdgeShare = 0.95; // the last band joins its neighbour where it would be a sliver

    private readonly int[] _firstBins; // [band]
    private readonly int[] _lastBins; // [band], inclusive
    private readonly float[] _firstShares; // [band]
    private readonly float[] _lastShares; // [band], not used where first and last are the same bin

    internal CriticalBands(int sampleRate, int fftLength)
    {
        double nyquist = sampleRate / 2.0;
        EdgesHz = [.. BarkScale.ZwickerEdgesHz.ToArray().Where(edge => edge <= LastEdgeShare * nyquist), nyquist];
        double spacing = sampleRate / (double)fftLength;
        (_firstBins, _lastBins) = (new int[Count], new int[Count]);
        (_firstShares, _lastShares) = (new float[Count], new float[Count]);
        CentresBark = new double[Count];
        for (int b = 0; b < Count; b++)
        {
            // In units of bins; bin k covers k - 0.5 .. k + 0.5, the first and the last only their inner half.
            double low = b == 0 ? -0.5 : EdgesHz[b] / spacing;
            double high = b == Count - 1 ? (fftLength / 2) + 0.5 : EdgesHz[b + 1] / spacing;
            _firstBins[b] = (int)Math.Floor(low + 0.5);
            _lastBins[b] = Math.Max(_firstBins[b], (int)Math.Ceiling(high - 0.5));
            _firstShares[b] = (float)(Math.Min(high, _firstBins[b] + 0.5) - low);
            _lastShares[b] = (float)(high - (_lastBins[b] - 0.5));
            CentresBark[b] = (KnownScales.Bark.FromHz(EdgesHz[b]) + KnownScales.Bark.FromHz(EdgesHz[b + 1])) / 2;
        }
    }

    internal int Count => EdgesHz.Length - 1;

    internal double[] EdgesHz { get; } // [band + 1]

    internal double[] CentresBark { get; } // [band]

    internal void Sum(ReadOnlySpan<float> bins, Span<float> bands)
    {
        for (int b = 0; b < bands.Length; b++)
        {
            float sum = _firstShares[b] * bins[_firstBins[b]];
            for (int k = _firstBins[b] + 1; k < _lastBins[b]; k++)
            {
                sum += bins[k];
            }

            bands[b] = _lastBins[b] > _firstBins[b] ? sum + (_lastShares[b] * bins[_lastBins[b]]) : sum;
        }
    }
}

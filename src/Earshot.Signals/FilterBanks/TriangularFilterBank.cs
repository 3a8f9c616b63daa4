// Overlapping triangular bands over the bins of a spectrum, stored sparse: first bin and weights of each band.
// Two kinds: "spaced" (the mel bank: band b rises from edge b to b+1 and falls to b+2) and "partition" (the ERB bank of
// PercepNet, Valin et al. 2020, section 2: peaks on both ends, weights of every bin between them add up to 1).
// Cost per frame: one multiply-add for each nonzero weight, about 2 x BinCount, for energies and again for gains.
using System.Numerics.Tensors;
using Earshot.Signals.Transforms;

namespace Earshot.Signals.FilterBanks;

/// <summary>A bank of triangular bands: power spectrum in, band energies out; and band gains in, bin gains out.</summary>
/// <remarks>Immutable after construction, so streams may share it; the calls allocate nothing.</remarks>
public sealed class TriangularFilterBank
{
    private readonly int[] _firstBins; // [band]
    private readonly int[] _offsets; // [band + 1], where the band's weights begin
    private readonly double[] _centersHz; // [band]
    private readonly float[] _weights; // [band][bin of the band]
    private readonly float[] _gainWeights; // [band][bin of the band], scaled so that every covered bin adds up to 1
    private readonly int[] _nearestBands; // [bin], the band that speaks for a bin outside every triangle, else -1

    private TriangularFilterBank(int sampleRate, int fftLength, ReadOnlySpan<Triangle> triangles)
    {
        SampleRate = sampleRate;
        BinCount = (fftLength / 2) + 1;
        BandCount = triangles.Length;
        _firstBins = new int[BandCount];
        _offsets = new int[BandCount + 1];
        _centersHz = new double[BandCount];
        var weights = new List<float>(2 * BinCount);
        double binHz = (double)sampleRate / fftLength;
        for (int b = 0; b < BandCount; b++)
        {
            Triangle triangle = triangles[b];
            _centersHz[b] = triangle.PeakHz;
            int first = 0;
            while (first < BinCount - 1 && triangle.WeightAt(first * binHz) <= 0)
            {
                first++;
            }

            int bin = first;
            for (; bin < BinCount && triangle.WeightAt(bin * binHz) > 0; bin++)
            {
                weights.Add((float)triangle.WeightAt(bin * binHz));
            }

            if (bin == first)
            {
                throw new ArgumentException(
                    $"band {b} ({triangle.LowHz:0.#} .. {triangle.HighHz:0.#} Hz) holds none of the bins, which are {binHz:0.##} Hz apart: take fewer bands or a longer transform",
                    nameof(fftLength));
            }

            _firstBins[b] = first;
            _offsets[b + 1] = weights.Count;
        }

        _weights = [.. weights];
        (_gainWeights, _nearestBands) = Transpose(binHz);
    }

    /// <summary>Samples per second of the signal behind the spectrum.</summary>
    public int SampleRate { get; }

    /// <summary>Bins per spectrum.</summary>
    public int BinCount { get; }

    /// <summary>Number of bands.</summary>
    public int BandCount { get; }

    /// <summary>Peak frequency of each band in Hz.</summary>
    public ReadOnlySpan<double> CentersHz => _centersHz;

    /// <summary>Bands equally spaced on a scale, each reaching to the peaks of its neighbours, the outer ones to the limits given.</summary>
    /// <param name="scale">The scale, from <see cref="KnownScales"/>.</param>
    /// <param name="bandCount">Number of bands, 1 or more.</param>
    /// <param name="lowHz">Lower foot of the first band in Hz, 0 or more.</param>
    /// <param name="highHz">Upper foot of the last band in Hz, above <paramref name="lowHz"/>, at most half the sample rate.</param>
    /// <param name="sampleRate">Samples per second, 1 or more.</param>
    /// <param name="fftLength">Length of the transform, even, 2 or more.</param>
    /// <param name="normalization">How the triangles are scaled.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    /// <exception cref="ArgumentException">A band is so narrow that it holds no bin.</exception>
    public static TriangularFilterBank CreateSpaced(
        FrequencyScale scale, int bandCount, double lowHz, double highHz, int sampleRate, int fftLength, BandNormalization normalization = BandNormalization.Peak)
    {
        ArgumentNullException.ThrowIfNull(scale);
        ArgumentOutOfRangeException.ThrowIfLessThan(bandCount, 1);
        CheckSpectrum(sampleRate, fftLength);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(highHz, sampleRate / 2.0);
        double[] edges = scale.Space(lowHz, highHz, bandCount + 2);
        var triangles = new Triangle[bandCount];
        for (int b = 0; b < bandCount; b++)
        {
            double height = normalization == BandNormalization.Area ? 2 / (edges[b + 2] - edges[b]) : 1;
            triangles[b] = new Triangle(edges[b], edges[b + 1], edges[b + 2], height);
        }

        return new TriangularFilterBank(sampleRate, fftLength, triangles);
    }

    /// <summary>Bands with peaks on the given bins; between two peaks the weights of both bands add up to 1. The outer bands are half triangles.</summary>
    /// <param name="centerBins">Peaks in bins, strictly ascending, two or more, within the spectrum; <see cref="BandLayout"/> finds some.</param>
    /// <param name="sampleRate">Samples per second, 1 or more.</param>
    /// <param name="fftLength">Length of the transform, even, 2 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    /// <exception cref="ArgumentException">The peaks are too few, not ascending, or outside the spectrum.</exception>
    public static TriangularFilterBank CreatePartition(ReadOnlySpan<int> centerBins, int sampleRate, int fftLength)
    {
        CheckSpectrum(sampleRate, fftLength);
        double binHz = (double)sampleRate / fftLength;
        if (centerBins.Length < 2 || centerBins[0] < 0 || centerBins[^1] > fftLength / 2)
        {
            throw new ArgumentException($"expected two or more peaks within bins 0 .. {fftLength / 2}", nameof(centerBins));
        }

        var triangles = new Triangle[centerBins.Length];
        for (int b = 0; b < triangles.Length; b++)
        {
            int previous = b == 0 ? centerBins[0] - 1 : centerBins[b - 1];
            int next = b == triangles.Length - 1 ? centerBins[^1] + 1 : centerBins[b + 1];
            if (previous >= centerBins[b])
            {
                throw new ArgumentException($"peak {b} (bin {centerBins[b]}) is not above the one before it (bin {previous})", nameof(centerBins));
            }

            triangles[b] = new Triangle(previous * binHz, centerBins[b] * binHz, next * binHz, 1);
        }

        return new TriangularFilterBank(sampleRate, fftLength, triangles);
    }

    /// <summary>First bin of a band.</summary>
    /// <param name="band">Band, 0 .. <see cref="BandCount"/> - 1.</param>
    public int FirstBin(int band) => _firstBins[band];

    /// <summary>Weights of a band, from <see cref="FirstBin"/> on.</summary>
    /// <param name="band">Band, 0 .. <see cref="BandCount"/> - 1.</param>
    public ReadOnlySpan<float> Weights(int band) => _weights.AsSpan(_offsets[band].._offsets[band + 1]);

    /// <summary>Adds up the power in each band.</summary>
    /// <param name="power">BinCount values, squared magnitudes.</param>
    /// <param name="energies">Receives BandCount energies: the sum of weight times power.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void Apply(ReadOnlySpan<float> power, Span<float> energies)
    {
        SpanLength.Require(power.Length, BinCount, nameof(power));
        SpanLength.Require(energies.Length, BandCount, nameof(energies));
        for (int b = 0; b < BandCount; b++)
        {
            ReadOnlySpan<float> weights = Weights(b);
            energies[b] = TensorPrimitives.Dot(weights, power.Slice(_firstBins[b], weights.Length));
        }
    }

    /// <summary>Spreads one gain a band over the bins: linear between peaks of neighbours; a bin outside every band takes the nearest band's.</summary>
    /// <param name="bandGains">BandCount gains.</param>
    /// <param name="binGains">Receives BinCount gains.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void InterpolateGains(ReadOnlySpan<float> bandGains, Span<float> binGains)
    {
        SpanLength.Require(bandGains.Length, BandCount, nameof(bandGains));
        SpanLength.Require(binGains.Length, BinCount, nameof(binGains));
        for (int k = 0; k < binGains.Length; k++)
        {
            int nearest = _nearestBands[k];
            binGains[k] = nearest >= 0 ? bandGains[nearest] : 0;
        }

        for (int b = 0; b < BandCount; b++)
        {
            ReadOnlySpan<float> weights = _gainWeights.AsSpan(_offsets[b].._offsets[b + 1]);
            Span<float> bins = binGains.Slice(_firstBins[b], weights.Length);
            TensorPrimitives.MultiplyAdd(weights, bandGains[b], bins, bins);
        }
    }

    private (float[] GainWeights, int[] NearestBands) Transpose(double binHz)
    {
        var sums = new double[BinCount];
        for (int b = 0; b < BandCount; b++)
        {
            ReadOnlySpan<float> weights = Weights(b);
            for (int i = 0; i < weights.Length; i++)
            {
                sums[_firstBins[b] + i] += weights[i];
            }
        }

        var gainWeights = new float[_weights.Length];
        for (int b = 0; b < BandCount; b++)
        {
            for (int i = _offsets[b]; i < _offsets[b + 1]; i++)
            {
                gainWeights[i] = (float)(_weights[i] / sums[_firstBins[b] + i - _offsets[b]]);
            }
        }

        var nearest = new int[BinCount];
        for (int k = 0; k < BinCount; k++)
        {
            nearest[k] = sums[k] > 0 ? -1 : Nearest(k * binHz);
        }

        return (gainWeights, nearest);
    }

    private int Nearest(double hz)
    {
        int best = 0;
        for (int b = 1; b < BandCount; b++)
        {
            if (Math.Abs(_centersHz[b] - hz) < Math.Abs(_centersHz[best] - hz))
            {
                best = b;
            }
        }

        return best;
    }

    internal static void CheckSpectrum(int sampleRate, int fftLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(fftLength, 2);
        if (fftLength % 2 != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(fftLength), fftLength, "the length of a real transform must be even");
        }
    }
}

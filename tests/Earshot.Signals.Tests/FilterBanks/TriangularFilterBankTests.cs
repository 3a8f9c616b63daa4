using Earshot.Signals.FilterBanks;
using Earshot.Signals.Randomness;
using Earshot.Testing;

namespace Earshot.Signals.Tests.FilterBanks;

public sealed class TriangularFilterBankTests
{
    // The peaks that readers of the PercepNet paper measured off its figure, in bins of 50 Hz.
    private static readonly int[] PercepNetBins =
    [
        0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 23, 26, 29, 33, 37, 41, 46, 52, 58, 64, 71, 81, 91, 103, 117, 133, 154, 177, 206, 241,
        283, 336, 400,
    ];

    [Fact]
    public void Partition_adds_up_to_one_between_its_outer_peaks()
    {
        TriangularFilterBank bank = TriangularFilterBank.CreatePartition(PercepNetBins, 48000, 960);
        var sums = new double[bank.BinCount];
        for (int b = 0; b < bank.BandCount; b++)
        {
            ReadOnlySpan<float> weights = bank.Weights(b);
            for (int i = 0; i < weights.Length; i++)
            {
                sums[bank.FirstBin(b) + i] += weights[i];
            }
        }

        for (int k = 0; k < bank.BinCount; k++)
        {
            Assert.Equal(k <= 400 ? 1 : 0, sums[k], 1e-6);
        }
    }

    [Fact]
    public void Gains_pass_through_peaks_linear_between_and_constant_outside()
    {
        TriangularFilterBank bank = TriangularFilterBank.CreatePartition([3, 7, 12], 1000, 40);
        var gains = new float[bank.BinCount];
        bank.InterpolateGains([1, 0.2f, 0.6f], gains);
        float[] expected =
        [
            1, 1, 1, 1, 0.8f, 0.6f, 0.4f, 0.2f, 0.28f, 0.36f, 0.44f, 0.52f, 0.6f, 0.6f, 0.6f, 0.6f, 0.6f, 0.6f, 0.6f, 0.6f, 0.6f,
        ];
        for (int k = 0; k < expected.Length; k++)
        {
            Assert.Equal(expected[k], gains[k], 1e-6f);
        }
    }

    [Theory]
    [InlineData(BandNormalization.Peak)]
    [InlineData(BandNormalization.Area)]
    public void Energies_equal_the_plain_double_sum(BandNormalization normalization)
    {
        const int FftLength = 512;
        const double BinHz = 16000.0 / FftLength;
        TriangularFilterBank bank = TriangularFilterBank.CreateSpaced(KnownScales.MelSlaney, 40, 0, 8000, 16000, FftLength, normalization);
        double[] edges = KnownScales.MelSlaney.Space(0, 8000, 42);
        var power = new float[bank.BinCount];
        var random = new SeededRandom(3);
        for (int k = 0; k < power.Length; k++)
        {
            power[k] = (float)random.NextDouble();
        }

        var energies = new float[40];
        bank.Apply(power, energies);
        for (int b = 0; b < 40; b++)
        {
            double sum = 0;
            for (int k = 0; k < power.Length; k++)
            {
                double hz = k * BinHz;
                double rising = (hz - edges[b]) / (edges[b + 1] - edges[b]);
                double falling = (edges[b + 2] - hz) / (edges[b + 2] - edges[b + 1]);
                sum += Math.Max(0, Math.Min(rising, falling)) * power[k];
            }

            sum *= normalization == BandNormalization.Area ? 2 / (edges[b + 2] - edges[b]) : 1;
            Assert.Equal(sum, energies[b], 1e-5 * Math.Max(1, sum));
        }
    }

    [Fact]
    public void Area_normalization_makes_white_noise_flat()
    {
        TriangularFilterBank bank = TriangularFilterBank.CreateSpaced(KnownScales.MelHtk, 20, 0, 8000, 16000, 4096, BandNormalization.Area);
        var power = new float[bank.BinCount];
        Array.Fill(power, 1f);
        var energies = new float[20];
        bank.Apply(power, energies);
        foreach (float energy in energies)
        {
            // Area 1 per Hz over bins of 3.9 Hz; the sum over bins stands for the integral, within 2 % for bands of 20 bins.
            Assert.Equal(1, energy * 16000 / 4096, 0.02);
        }
    }

    [Fact]
    public void Uniform_gain_stays_uniform_for_every_kind_of_bank()
    {
        TriangularFilterBank[] banks =
        [
            TriangularFilterBank.CreatePartition(PercepNetBins, 48000, 960),
            TriangularFilterBank.CreateSpaced(KnownScales.MelSlaney, 40, 100, 7000, 16000, 512, BandNormalization.Area),
            TriangularFilterBank.CreateSpaced(KnownScales.Bark, 18, 0, 8000, 16000, 512),
        ];
        foreach (TriangularFilterBank bank in banks)
        {
            var band = new float[bank.BandCount];
            Array.Fill(band, 0.25f);
            var bins = new float[bank.BinCount];
            bank.InterpolateGains(band, bins);
            Assert.All(bins, gain => Assert.Equal(0.25f, gain, 1e-6f));
        }
    }

    [Fact]
    public void Erb_layout_keeps_its_least_distance_and_then_equal_steps()
    {
        int[] bins = BandLayout.FindPeakBins(KnownScales.Erb, 34, 20000, 100, 48000, 960);
        Assert.Equal(34, bins.Length);
        Assert.Equal([0, 2, 4, 6, 8, 10, 12, 14, 16], bins[..9]);
        Assert.Equal(400, bins[^1]);
        double step = 0;
        for (int b = 1; b < bins.Length; b++)
        {
            Assert.True(bins[b] - bins[b - 1] >= 2);
            double next = KnownScales.Erb.FromHz(bins[b] * 50) - KnownScales.Erb.FromHz(bins[b - 1] * 50);
            if (bins[b - 1] > 100)
            {
                // Above 5 kHz a bin is less than 0.1 of a step, so rounding moves a step by no more than that.
                step = step == 0 ? next : step;
                Assert.Equal(step, next, 0.1);
            }
        }
    }

    [Fact]
    public void Calls_allocate_nothing()
    {
        TriangularFilterBank bank = TriangularFilterBank.CreatePartition(PercepNetBins, 48000, 960);
        var power = new float[bank.BinCount];
        var band = new float[bank.BandCount];
        bank.Apply(power, band);
        bank.InterpolateGains(band, power);
        long bytes = AllocatedBytes.Least(() =>
        {
            bank.Apply(power, band);
            bank.InterpolateGains(band, power);
        });
        Assert.Equal(0, bytes);
    }

    [Fact]
    public void Impossible_banks_are_refused_with_the_reason()
    {
        ArgumentException empty = Assert.Throws<ArgumentException>(
            () => TriangularFilterBank.CreateSpaced(KnownScales.MelSlaney, 128, 0, 8000, 16000, 256));
        Assert.Contains("holds none of the bins", empty.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => TriangularFilterBank.CreateSpaced(KnownScales.Bark, 18, 0, 8001, 16000, 512));
        Assert.Throws<ArgumentException>(() => TriangularFilterBank.CreatePartition([0, 5, 5], 16000, 512));
        Assert.Throws<ArgumentException>(() => TriangularFilterBank.CreatePartition([0, 257], 16000, 512));
        Assert.Throws<ArgumentException>(() => BandLayout.FindPeakBins(KnownScales.Erb, 34, 1000, 100, 48000, 960));
        var bank = TriangularFilterBank.CreatePartition([0, 5, 9], 16000, 512);
        Assert.Throws<ArgumentException>(() => bank.Apply(new float[256], new float[3]));
    }
}

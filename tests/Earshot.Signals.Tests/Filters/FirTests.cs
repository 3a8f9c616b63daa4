using Earshot.Signals.Filters;
using Earshot.Signals.Randomness;

namespace Earshot.Signals.Tests.Filters;

public sealed class FirTests
{
    private const int Rate = 48000;

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(96)]
    [InlineData(120)]
    public void Designs_hold_their_bands(double attenuationDb)
    {
        double stop = -attenuationDb;
        double ripple = 20 * Math.Log10(1 + Math.Pow(10, stop / 20));
        float[] low = FirDesign.LowPass(Rate, 4000, 1000, attenuationDb);
        float[] high = FirDesign.HighPass(Rate, 4000, 1000, attenuationDb);
        float[] band = FirDesign.BandPass(Rate, 4000, 9000, 1000, attenuationDb);
        for (double f = 0; f <= Rate / 2; f += 50)
        {
            AssertBand(low, f, f <= 3500, f >= 4500);
            AssertBand(high, f, f >= 4500, f <= 3500);
            AssertBand(band, f, f is >= 4500 and <= 8500, f is <= 3500 or >= 9500);
        }

        Assert.Equal(-6.02, FrequencyResponse.GainDb(FrequencyResponse.Of(low, Rate, 4000)), 0.1);

        void AssertBand(float[] taps, double f, bool passes, bool stops)
        {
            double gain = FrequencyResponse.GainDb(FrequencyResponse.Of(taps, Rate, f));
            Assert.False(passes && Math.Abs(gain) > ripple, $"{gain} dB at {f} Hz, in the pass band");
            Assert.False(stops && gain > stop, $"{gain} dB at {f} Hz, in the stop band");
        }
    }

    [Fact]
    public void Designs_are_symmetric_with_a_tap_in_the_middle()
    {
        float[] taps = FirDesign.BandPass(Rate, 1000, 2000, 500, 60);
        Assert.Equal(1, taps.Length % 2);
        Assert.Equal(taps, taps.Reverse());
        Assert.Equal(FirDesign.TapCount(Rate, 500, 66), taps.Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(63)]
    [InlineData(257)]
    public void The_stream_equals_the_plain_sum(int tapCount)
    {
        float[] taps = Noise(tapCount, 1);
        float[] x = Noise(3000, 2);
        var expected = new double[x.Length];
        for (int n = 0; n < x.Length; n++)
        {
            for (int k = 0; k <= Math.Min(n, tapCount - 1); k++)
            {
                expected[n] += (double)taps[k] * x[n - k];
            }
        }

        // Rounding of float32 sums of a few hundred terms: below -120 dB.
        float[] y = [.. x];
        new FirFilter(taps).Process(y, y);
        Assert.True(Discrepancy.ErrorBelowSignal(expected, y) > 120);
    }

    [Fact]
    public void Any_chopping_and_a_reset_give_the_same_bits()
    {
        float[] x = Noise(5000, 3);
        var filter = new FirFilter(Noise(100, 4));
        var whole = new float[x.Length];
        filter.Process(x, whole);
        foreach (int chop in new[] { 1, 7, 160, 1600 })
        {
            filter.Reset();
            for (int start = 0; start < x.Length; start += chop)
            {
                int n = Math.Min(chop, x.Length - start);
                var y = new float[n];
                filter.Process(x.AsSpan(start, n), y);
                Assert.Equal(whole[start..(start + n)], y);
            }
        }
    }

    [Fact]
    public void Both_register_widths_give_the_same_bits()
    {
        float[] taps = Noise(37, 5);
        float[] x = Noise(64 + 36, 6);
        var wide = new float[64];
        var narrow = new float[64];
        FirKernel.SlideWide(ref taps[0], taps.Length, ref x[0], ref wide[0]);
        FirKernel.SlideNarrow(ref taps[0], taps.Length, ref x[0], ref narrow[0]);
        FirKernel.SlideNarrow(ref taps[0], taps.Length, ref x[32], ref narrow[32]);
        Assert.Equal(wide, narrow);
    }

    [Fact]
    public void Bad_numbers_do_not_stay()
    {
        float[] x = Noise(300, 7);
        float[] spoiled = [.. x];
        x[50] = 0;
        spoiled[50] = float.NaN;
        var y = new float[300];
        var z = new float[300];
        var filter = new FirFilter(Noise(20, 8));
        filter.Process(x, y);
        filter.Reset();
        filter.Process(spoiled, z);
        Assert.Equal(y, z);
    }

    [Fact]
    public void Wrong_arguments_are_named()
    {
        Assert.Throws<ArgumentOutOfRangeException>("transitionHz", () => FirDesign.LowPass(Rate, 4000, 0, 60));
        Assert.Throws<ArgumentOutOfRangeException>("transitionHz", () => FirDesign.LowPass(Rate, 4000, 0.001, 60));
        Assert.Throws<ArgumentOutOfRangeException>("attenuationDb", () => FirDesign.LowPass(Rate, 4000, 100, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("cutoffHz", () => FirDesign.HighPass(Rate, 23990, 100, 60));
        Assert.Throws<ArgumentOutOfRangeException>("highHz", () => FirDesign.BandPass(Rate, 4000, 4050, 100, 60));
        Assert.Throws<ArgumentException>("taps", () => new FirFilter([]));
        Assert.Throws<ArgumentException>("taps", () => new FirFilter([1, float.NaN]));
        Assert.Throws<ArgumentException>("output", () => new FirFilter([1]).Process(new float[3], new float[2]));
    }

    private static float[] Noise(int length, ulong seed)
    {
        var x = new float[length];
        new SeededRandom(seed).FillGaussian(x);
        return x;
    }
}

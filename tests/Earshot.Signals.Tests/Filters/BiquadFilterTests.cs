using Earshot.Signals.Filters;
using Earshot.Signals.Randomness;

namespace Earshot.Signals.Tests.Filters;

public sealed class BiquadFilterTests
{
    [Fact]
    public void The_stream_follows_the_difference_equation()
    {
        BiquadCoefficients c = BiquadCoefficients.Peaking(16000, 700, 3, 12);
        float[] x = Noise(2000, 1);
        var y = new double[x.Length];
        for (int n = 0; n < x.Length; n++)
        {
            y[n] = (c.B0 * x[n]) + (c.B1 * At(x, n - 1)) + (c.B2 * At(x, n - 2)) - (c.A1 * At(y, n - 1)) - (c.A2 * At(y, n - 2));
        }

        // Only the rounding of the output to float32 separates the two: 2^-24 is 144 dB.
        var z = new float[x.Length];
        new BiquadFilter(c).Process(x, z);
        Assert.True(Discrepancy.ErrorBelowSignal(y, z) > 140);
    }

    [Fact]
    public void A_cascade_is_its_sections_in_a_row()
    {
        BiquadCoefficients[] sections = ButterworthDesign.BandPass(5, 48000, 300, 3400);
        float[] x = Noise(4000, 2);
        float[] expected = [.. x];
        foreach (BiquadCoefficients section in sections)
        {
            new BiquadFilter(section).Process(expected, expected);
        }

        var cascade = new BiquadCascade(sections);
        var y = new float[x.Length];
        cascade.Process(x, y);

        // The filters in a row round to float32 between sections; sections of high Q raise that by up to 20 dB.
        Assert.True(Discrepancy.ErrorBelowSignal(expected, y) > 110);
    }

    [Fact]
    public void Any_chopping_and_a_reset_give_the_same_bits()
    {
        float[] x = Noise(3000, 3);
        x.AsSpan(1000, 1500).Clear();
        var filter = new BiquadFilter(BiquadCoefficients.LowPass(16000, 3000));
        var cascade = new BiquadCascade(ButterworthDesign.HighPass(3, 16000, 200));
        var single = new float[x.Length];
        var many = new float[x.Length];
        filter.Process(x, single);
        cascade.Process(x, many);
        foreach (int chop in new[] { 1, 7, 160 })
        {
            filter.Reset();
            cascade.Reset();
            for (int start = 0; start < x.Length; start += chop)
            {
                int n = Math.Min(chop, x.Length - start);
                var y = new float[n];
                filter.Process(x.AsSpan(start, n), y);
                Assert.Equal(single[start..(start + n)], y);
                cascade.Process(x.AsSpan(start, n), y);
                Assert.Equal(many[start..(start + n)], y);
            }
        }
    }

    [Fact]
    public void Bad_numbers_do_not_stay_and_silence_ends_in_zero()
    {
        float[] x = Noise(500, 4);
        float[] spoiled = [.. x];
        (x[100], x[200], x[300]) = (0, 0, 0);
        (spoiled[100], spoiled[200], spoiled[300]) = (float.NaN, float.NegativeInfinity, 1e-41f);
        var y = new float[500];
        var z = new float[500];
        new BiquadFilter(BiquadCoefficients.BandPass(16000, 1000, 5)).Process(x, y);
        var filter = new BiquadFilter(BiquadCoefficients.BandPass(16000, 1000, 5));
        filter.Process(spoiled, z);
        Assert.Equal(y, z);

        // The poles' radius is 0.96: 60 dB in 170 samples, float32's smallest normal number after 2200, the cut at 1e-30 before it.
        var silence = new float[4000];
        filter.Process(new float[4000], silence);
        Assert.All(silence, s => Assert.True(s == 0 || float.IsNormal(s)));
        Assert.All(silence[3000..], s => Assert.Equal(0, s));
    }

    [Fact]
    public void Unstable_sections_are_refused()
    {
        var unstable = new BiquadCoefficients(1, 0, 0, 0, 1.01);
        Assert.Throws<ArgumentException>(() => new BiquadFilter(unstable));
        Assert.Throws<ArgumentException>("sections", () => new BiquadCascade(BiquadCoefficients.Identity, unstable));
        Assert.False(new BiquadCoefficients(1, 0, 0, double.NaN, 0).IsStable);
        Assert.Throws<ArgumentException>("output", () => new BiquadFilter(BiquadCoefficients.Identity).Process(new float[3], new float[2]));
    }

    private static double At(float[] x, int n) => n < 0 ? 0 : x[n];

    private static double At(double[] x, int n) => n < 0 ? 0 : x[n];

    private static float[] Noise(int length, ulong seed)
    {
        var x = new float[length];
        new SeededRandom(seed).FillGaussian(x);
        return x;
    }
}

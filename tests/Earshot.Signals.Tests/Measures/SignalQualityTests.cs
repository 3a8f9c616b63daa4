using Earshot.Signals.Measures;
using Earshot.Signals.Randomness;

namespace Earshot.Signals.Tests.Measures;

// The measures of a processed signal against its original: known values, invariances, and order with the amount of noise.
public sealed class SignalQualityTests
{
    private const int SampleRate = 16000;

    [Theory]
    [InlineData(-5)]
    [InlineData(0)]
    [InlineData(20)]
    public void Global_ratio_is_the_ratio_that_was_mixed(double snrDb)
    {
        float[] clean = Noise(1, SampleRate);
        float[] noisy = Mix(clean, Noise(2, SampleRate), snrDb);
        Assert.Equal(snrDb, SignalToNoiseRatio.Global(clean, noisy), 1e-3);
    }

    [Fact]
    public void Global_ratio_at_its_limits()
    {
        float[] clean = Noise(1, 1000);
        Assert.Equal(double.PositiveInfinity, SignalToNoiseRatio.Global(clean, clean));
        Assert.Equal(double.NegativeInfinity, SignalToNoiseRatio.Global(new float[1000], clean));
        Assert.True(double.IsNaN(SignalToNoiseRatio.Global(new float[10], new float[10])));
        Assert.Throws<ArgumentException>("processed", () => SignalToNoiseRatio.Global(clean, new float[999]));
    }

    [Fact]
    public void Segmental_ratio_of_stationary_noise_is_near_the_global_one()
    {
        float[] clean = Noise(1, 4 * SampleRate);
        float[] noisy = Mix(clean, Noise(2, 4 * SampleRate), 10);
        Assert.Equal(10, SignalToNoiseRatio.Segmental(clean, noisy, SampleRate), 0.2);
    }

    [Fact]
    public void Segmental_ratio_limits_every_frame_and_skips_silence()
    {
        float[] clean = Noise(1, SampleRate);
        Assert.Equal(35, SignalToNoiseRatio.Segmental(clean, clean, SampleRate), 1e-9);
        Assert.Equal(-10, SignalToNoiseRatio.Segmental(clean, Mix(clean, Noise(2, SampleRate), -40), SampleRate), 1e-9);

        // Half of the original is digital silence, with noise there: left out, so only the clean half counts.
        var half = (float[])clean.Clone();
        half.AsSpan(SampleRate / 2).Clear();
        var noisyHalf = (float[])half.Clone();
        Noise(3, SampleRate / 4).CopyTo(noisyHalf.AsSpan(3 * SampleRate / 4));
        Assert.Equal(35, SignalToNoiseRatio.Segmental(half, noisyHalf, SampleRate), 1e-9);
        Assert.True(double.IsNaN(SignalToNoiseRatio.Segmental(new float[SampleRate], clean, SampleRate)));
    }

    [Fact]
    public void Scale_invariant_ratio_ignores_gain_and_knows_its_closed_form()
    {
        float[] clean = Noise(1, SampleRate);
        float[] noisy = Mix(clean, Noise(2, SampleRate), 7);
        double ratio = SiSdr.Measure(clean, noisy);
        Assert.Equal(ratio, SiSdr.Measure(clean, [.. noisy.Select(x => 0.01f * x)]), 1e-4);
        Assert.Equal(ratio, SiSdr.Measure([.. clean.Select(x => -3f * x)], noisy), 1e-4);
        Assert.Equal(SiSdrByCorrelation(clean, noisy), ratio, 1e-6);
        Assert.True(SiSdr.Measure(clean, [.. clean.Select(x => 0.3f * x)]) > 100);
        Assert.Equal(double.NegativeInfinity, SiSdr.Measure([1, 0, 1, 0], [0, 1, 0, -1]));
        Assert.True(double.IsNaN(SiSdr.Measure(new float[4], [1, 2, 3, 4])));
    }

    [Fact]
    public void Scale_invariant_ratio_can_ignore_an_offset()
    {
        float[] clean = Noise(1, SampleRate);
        float[] noisy = Mix(clean, Noise(2, SampleRate), 7);
        float[] offset = [.. noisy.Select(x => x + 0.5f)];
        Assert.Equal(SiSdr.Measure(clean, noisy, removeMean: true), SiSdr.Measure(clean, offset, removeMean: true), 1e-3);
        Assert.True(SiSdr.Measure(clean, offset) < SiSdr.Measure(clean, noisy) - 1);
        Assert.Equal(SiSdr.Measure(clean, noisy) - SiSdr.Measure(clean, offset), SiSdr.Improvement(clean, offset, noisy), 1e-12);
    }

    [Fact]
    public void Spectral_distance_of_a_gain_is_the_gain()
    {
        // White noise has no bin below the floor, so a gain of 6 dB moves every bin by 6 dB.
        float[] clean = Noise(1, SampleRate);
        Assert.Equal(0, LogSpectralDistance.Measure(clean, clean, SampleRate));
        Assert.Equal(6.0206, LogSpectralDistance.Measure(clean, [.. clean.Select(x => 2f * x)], SampleRate), 0.02);
        Assert.True(double.IsNaN(LogSpectralDistance.Measure(new float[SampleRate], clean, SampleRate)));
    }

    [Fact]
    public void More_noise_is_worse_by_every_measure()
    {
        float[] clean = Babble(4 * SampleRate);
        float[] noise = Noise(9, 4 * SampleRate);
        double global = double.NegativeInfinity;
        double segmental = double.NegativeInfinity;
        double invariant = double.NegativeInfinity;
        double distance = double.PositiveInfinity;
        for (double snrDb = -10; snrDb <= 30; snrDb += 5)
        {
            float[] noisy = Mix(clean, noise, snrDb);
            Assert.True(SignalToNoiseRatio.Global(clean, noisy) > global);
            Assert.True(SignalToNoiseRatio.Segmental(clean, noisy, SampleRate) > segmental);
            Assert.True(SiSdr.Measure(clean, noisy) > invariant);
            Assert.True(LogSpectralDistance.Measure(clean, noisy, SampleRate) < distance);
            global = SignalToNoiseRatio.Global(clean, noisy);
            segmental = SignalToNoiseRatio.Segmental(clean, noisy, SampleRate);
            invariant = SiSdr.Measure(clean, noisy);
            distance = LogSpectralDistance.Measure(clean, noisy, SampleRate);
        }
    }

    [Fact]
    public void Samples_that_are_not_finite_count_as_silence()
    {
        float[] clean = Noise(1, SampleRate);
        float[] noisy = Mix(clean, Noise(2, SampleRate), 10);
        noisy[100] = float.NaN;
        noisy[5000] = float.PositiveInfinity;
        Assert.Equal(10, SignalToNoiseRatio.Global(clean, noisy), 0.1);
        Assert.Equal(10, SignalToNoiseRatio.Segmental(clean, noisy, SampleRate), 0.3);
        Assert.Equal(10, SiSdr.Measure(clean, noisy), 0.5);
        Assert.True(double.IsFinite(LogSpectralDistance.Measure(clean, noisy, SampleRate)));
    }

    // With r the correlation coefficient, SI-SDR = 10 log10(r^2 / (1 - r^2)).
    private static double SiSdrByCorrelation(float[] s, float[] e)
    {
        double se = s.Zip(e, (a, b) => (double)a * b).Sum();
        double r2 = se * se / (s.Sum(a => (double)a * a) * e.Sum(b => (double)b * b));
        return 10 * Math.Log10(r2 / (1 - r2));
    }

    private static float[] Noise(ulong seed, int length)
    {
        var samples = new float[length];
        new SeededRandom(seed).FillGaussian(samples);
        return [.. samples.Select(x => 0.1f * x)];
    }

    // Noise with the slow rise and fall of syllables.
    private static float[] Babble(int length) =>
        [.. Noise(4, length).Select((x, n) => x * (float)Math.Pow(Math.Sin(2 * Math.PI * 2 * n / SampleRate), 2))];

    private static float[] Mix(float[] clean, float[] noise, double snrDb)
    {
        double gain = Math.Sqrt(clean.Sum(x => (double)x * x) / noise.Sum(x => (double)x * x) / Math.Pow(10, snrDb / 10));
        return [.. clean.Zip(noise, (x, v) => x + (float)(gain * v))];
    }
}

using Earshot.Signals.Randomness;
using Earshot.Signals.Resampling;

namespace Earshot.Signals.Tests.Resampling;

public sealed class ResamplerTests
{
    public static TheoryData<int, int, double, double> Conversions => new()
    {
        { 44100, 16000, 0, 0 },
        { 16000, 44100, 0, 0 },
        { 48000, 16000, 0, 0.37 },
        { 8000, 48000, 0, 2.5 },
        { 16000, 16000, 50, 0 },
        { 44100, 48000, -200, 0.25 },
        { 44100, 16000, 100, 123.4 },
        { 44101, 16001, 0, 0.6 },
        { 22050, 22050, 0, 0.5 },
    };

    [Theory]
    [MemberData(nameof(Conversions))]
    public void Agrees_with_the_plain_sum_within_the_stop_band(int inputRate, int outputRate, double skewPpm, double delay)
    {
        float[] x = Noise(500, 7);
        foreach (ResamplerQuality quality in new[] { KnownResamplers.Fast, KnownResamplers.Standard, KnownResamplers.High })
        {
            var options = new ResamplerOptions { Quality = quality, SkewPpm = skewPpm, DelaySamples = delay };
            float[] y = Resampler.Convert(x, inputRate, outputRate, options);
            double[] z = ResamplerReference.Convert(x, inputRate, outputRate, quality.StopBandDb, quality.PassBand, skewPpm, delay);

            // Float32 taps and sums are good for about 135 dB; interpolation of the phases may cost up to the stop band.
            double expected = Math.Min(quality.StopBandDb + 3, 128);
            Assert.Equal(z.Length, y.Length);
            Assert.True(Discrepancy.ErrorBelowSignal(z, y) >= expected, $"{quality}: {Discrepancy.ErrorBelowSignal(z, y):F1} dB, expected {expected}");
        }
    }

    [Theory]
    [InlineData(44100, 16000)]
    [InlineData(16000, 44100)]
    [InlineData(48000, 44100)]
    [InlineData(11025, 48000)]
    public void Sines_in_the_pass_band_come_out_as_ideal_sines(int inputRate, int outputRate)
    {
        foreach (ResamplerQuality quality in new[] { KnownResamplers.Fast, KnownResamplers.Standard, KnownResamplers.High })
        {
            double edge = quality.PassBand * 0.5 * Math.Min(inputRate, outputRate);
            foreach (double frequency in new[] { 0.013 * edge, 0.5 * edge, 0.9 * edge, edge })
            {
                float[] y = Resampler.Convert(Sine(6000, frequency / inputRate), inputRate, outputRate, new ResamplerOptions { Quality = quality });
                float[] ideal = Sine(y.Length, frequency / outputRate);
                double db = Discrepancy.ErrorBelowSignal(Inner(ideal), Inner(y));

                // Two bands' worth of ripple and images may add up: 3 dB off the design; float32 ends at about 130 dB.
                Assert.True(db >= Math.Min(quality.StopBandDb - 3, 126), $"{quality}, {frequency:F0} Hz: {db:F1} dB");
            }
        }
    }

    [Fact]
    public void Sines_above_the_new_Nyquist_frequency_vanish()
    {
        foreach (ResamplerQuality quality in new[] { KnownResamplers.Fast, KnownResamplers.Standard, KnownResamplers.High })
        {
            foreach (double frequency in new double[] { 8000, 8300, 9100, 12000, 15999, 20000, 22050 })
            {
                float[] y = Resampler.Convert(Sine(6000, frequency / 44100), 44100, 16000, new ResamplerOptions { Quality = quality });
                double level = 20 * Math.Log10(Rms(Inner(y)) * Math.Sqrt(2));
                Assert.True(level <= -quality.StopBandDb + 1, $"{quality}, {frequency} Hz: {level:F1} dB");
            }
        }
    }

    [Fact]
    public void Up_and_down_again_gives_the_signal_back()
    {
        // Noise kept inside the pass band of both ways by a first, narrower conversion.
        float[] x = Resampler.Convert(Noise(6000, 3), 8000, 16000);
        float[] up = Resampler.Convert(x, 16000, 44100);
        float[] back = Resampler.Convert(up, 44100, 16000);
        Assert.Equal(x.Length, back.Length);
        Assert.True(Discrepancy.ErrorBelowSignal(Inner(x), Inner(back)) >= 90, $"{Discrepancy.ErrorBelowSignal(Inner(x), Inner(back)):F1} dB");
    }

    [Theory]
    [InlineData(48000, 16000, 900, 300)]
    [InlineData(16000, 48000, 300, 900)]
    [InlineData(44100, 48000, 4410, 4800)]
    public void An_impulse_stays_at_its_instant(int inputRate, int outputRate, int position, int expected)
    {
        var x = new float[2 * position];
        x[position] = 1;
        float[] y = Resampler.Convert(x, inputRate, outputRate);
        int peak = Array.IndexOf(y, y.Max());
        Assert.Equal(expected, peak);
        for (int k = 1; k < 20; k++)
        {
            Assert.Equal(y[peak - k], y[peak + k], 1e-6f);
        }
    }

    [Fact]
    public void Equal_rates_without_skew_pass_every_bit()
    {
        float[] x = Noise(5000, 11);
        Assert.Equal(x, Resampler.Convert(x, 44100, 44100));
        float[] late = Resampler.Convert(x, 44100, 44100, new ResamplerOptions { DelaySamples = 40 });
        Assert.Equal(5040, late.Length);
        Assert.Equal(x, late[40..]);
        Assert.All(late[..40], s => Assert.Equal(0, s));
    }

    [Theory]
    [InlineData(50)]
    [InlineData(-123.4)]
    public void Skew_holds_to_a_tenth_of_a_part_per_million_over_a_minute(double skewPpm)
    {
        // The phase of a 1 kHz tone at the start and the end of a minute gives its frequency.
        const int Rate = 16000;
        float[] y = Resampler.Convert(Sine(60 * Rate, 1000.0 / Rate), Rate, Rate, new ResamplerOptions { SkewPpm = skewPpm });
        Assert.Equal((int)Math.Round(60 * Rate * (1 + (skewPpm * 1e-6))), y.Length);
        double cycles = 1000.0 / Rate / (1 + (skewPpm * 1e-6));
        int distance = 59 * Rate;
        double drift = Phase(y.AsSpan(4000, 4000), cycles, 4000) - Phase(y.AsSpan(4000 + distance, 4000), cycles, 4000 + distance);
        double ppm = Math.IEEERemainder(drift, 2 * Math.PI) / (2 * Math.PI * cycles * distance) * 1e6;
        Assert.True(Math.Abs(ppm) < 0.1, $"{ppm} ppm off");
        Assert.True(Math.Abs(ppm) < 0.001, $"{ppm} ppm off: positions are exact, only the noise floor should show");
    }

    [Fact]
    public void The_output_count_is_exact_after_an_hour()
    {
        var resampler = new Resampler(8000, 8000, new ResamplerOptions { Quality = KnownResamplers.Fast, SkewPpm = 7.3 });
        var x = new float[80000];
        var y = new float[resampler.GetMaxOutputLength(x.Length)];
        long total = 0;
        for (int k = 0; k < 360; k++)
        {
            total += resampler.Process(x, y);
        }

        total += resampler.Flush(y);
        Assert.Equal((long)Math.Round(28_800_000m * 1.0000073m), total);
    }

    [Fact]
    public void Recordings_keep_their_channels()
    {
        var buffer = new AudioBuffer(48000, 2, 4800);
        Sine(4800, 0.01).CopyTo(buffer.Channel(0));
        Sine(4800, 0.02).CopyTo(buffer.Channel(1));
        AudioBuffer result = buffer.Resample(16000);
        Assert.Equal((16000, 2, 1600), (result.SampleRate, result.ChannelCount, result.Length));
        Assert.Equal(Resampler.Convert(buffer.Channel(1), 48000, 16000), result.Channel(1).ToArray());
    }

    private static double Phase(ReadOnlySpan<float> y, double cycles, int start)
    {
        double re = 0;
        double im = 0;
        for (int n = 0; n < y.Length; n++)
        {
            double window = 1 - Math.Cos(2 * Math.PI * (n + 0.5) / y.Length);
            re += window * y[n] * Math.Cos(2 * Math.PI * cycles * (start + n));
            im -= window * y[n] * Math.Sin(2 * Math.PI * cycles * (start + n));
        }

        return Math.Atan2(im, re);
    }

    private static float[] Noise(int length, ulong seed)
    {
        var x = new float[length];
        new SeededRandom(seed).FillGaussian(x);
        return x;
    }

    private static float[] Sine(int length, double cycles) =>
        [.. Enumerable.Range(0, length).Select(n => (float)Math.Sin(2 * Math.PI * cycles * n))];

    // Without the ends, where the signal's sudden start and stop are not band-limited.
    private static float[] Inner(float[] x) => x[(x.Length / 5)..^(x.Length / 5)];

    private static double Rms(float[] x) => Math.Sqrt(x.Average(s => (double)s * s));
}

using Earshot.Signals.Measures;
using Earshot.Signals.Randomness;
using Earshot.Testing;

namespace Earshot.Signals.Tests.Measures;

public sealed class TruePeakTests
{
    // EBU Tech 3341, cases 15 to 19: tones whose samples miss the crest; tolerance +0.2 / -0.4 dB.
    [Theory]
    [InlineData(1.0 / 4, 0, 0.5, -6)]
    [InlineData(1.0 / 4, 45, 0.5, -6)]
    [InlineData(1.0 / 6, 60, 0.5, -6)]
    [InlineData(1.0 / 8, 67.5, 0.5, -6)]
    [InlineData(1.0 / 4, 45, 1.41, 3)]
    public void Cases_15_to_19(double cyclesPerSample, double phaseDegrees, double amplitude, double expectedDbtp)
    {
        foreach (int sampleRate in new[] { 44100, 48000, 96000, 192000 })
        {
            // The cases fade in and out, so that the edges add no overshoot of their own.
            float[] samples = Faded(Tone.Sine(20000, cyclesPerSample, phaseDegrees, amplitude));
            double dbtp = Decibels.FromAmplitude(TruePeak.Measure(samples, sampleRate));
            Assert.InRange(dbtp, expectedDbtp - 0.4, expectedDbtp + 0.2);
        }
    }

    [Fact]
    public void High_tones_read_at_most_a_quarter_decibel_wrong()
    {
        for (double cycles = 0.01; cycles < 0.45; cycles += 0.007)
        {
            double db = Decibels.FromAmplitude(TruePeak.Measure(Faded(Tone.Sine(8000, cycles, 33, 1)), 48000));
            Assert.InRange(db, -0.15, 0.1);
        }
    }

    // A band-limited signal whose continuous values are known: interpolated by a long sinc in the test, 64 points a sample.
    [Fact]
    public void Agrees_with_the_sinc_sum()
    {
        var samples = new float[400];
        new SeededRandom(5).FillGaussian(samples.AsSpan(100, 200));
        for (int n = samples.Length - 1; n >= 2; n--)
        {
            samples[n] = (samples[n] + (2 * samples[n - 1]) + samples[n - 2]) / 4; // little energy near half the rate
        }

        double expected = 0;
        for (double t = 90; t < 310; t += 1.0 / 64)
        {
            double sum = 0;
            for (int n = 0; n < samples.Length; n++)
            {
                double d = Math.PI * (t - n);
                sum += samples[n] * (d == 0 ? 1 : Math.Sin(d) / d);
            }

            expected = Math.Max(expected, Math.Abs(sum));
        }

        double measured = TruePeak.Measure(samples, 48000);
        Assert.InRange(20 * Math.Log10(measured / expected), -0.1, 0.05);
    }

    [Fact]
    public void An_impulse_at_the_very_end_counts_whole() => Assert.Equal(1f, TruePeak.Measure([0, 0, 0, 1], 48000));

    [Fact]
    public void A_constant_is_no_higher_than_itself_but_for_its_edges()
    {
        var meter = new TruePeakMeter(48000);
        var constant = new float[4000];
        for (int n = 0; n < constant.Length; n++)
        {
            constant[n] = 0.25f * Math.Min(1, n / 1000f);
        }

        meter.Accept(constant);
        Assert.Equal(0.25f, meter.Peak, 1e-4f);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(511)]
    public void Chopping_changes_nothing(int blockLength)
    {
        var samples = new float[3000];
        new SeededRandom(8).FillGaussian(samples);
        var meter = new TruePeakMeter(44100);
        for (int start = 0; start < samples.Length; start += blockLength)
        {
            meter.Accept(samples.AsSpan(start, Math.Min(blockLength, samples.Length - start)));
        }

        meter.Complete();
        Assert.Equal(TruePeak.Measure(samples, 44100), meter.Peak);
    }

    [Fact]
    public void Not_finite_is_silent_and_nothing_allocates()
    {
        var meter = new TruePeakMeter(48000);
        float[] bad = [float.NaN, 0.5f, float.PositiveInfinity, float.NegativeInfinity];
        meter.Accept(bad);
        long bytes = AllocatedBytes.Least(() =>
        {
            meter.Reset();
            meter.Accept(bad);
            meter.Complete();
        });
        Assert.Equal(0, bytes);
        Assert.Equal(0.5f, meter.Peak);
    }

    private static float[] Faded(float[] samples)
    {
        for (int n = 0; n < 500; n++)
        {
            samples[n] *= n / 500f;
            samples[^(n + 1)] *= n / 500f;
        }

        return samples;
    }
}

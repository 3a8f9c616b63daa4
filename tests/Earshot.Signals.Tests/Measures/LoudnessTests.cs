using Earshot.Signals.Measures;
using Earshot.Signals.Randomness;
using Earshot.Testing;

namespace Earshot.Signals.Tests.Measures;

// The minimum requirements test signals of EBU Tech 3341 (cases 1-6, 9-13) and Tech 3342 (cases 1-4), synthesised as the documents say.
public sealed class LoudnessTests
{
    private const double ToleranceLu = 0.1; // both documents

    [Theory]
    [InlineData(48000, -23)]
    [InlineData(48000, -33)]
    [InlineData(44100, -23)]
    [InlineData(16000, -23)]
    [InlineData(11025, -23)]
    public void Cases_1_and_2_steady_tone(int sampleRate, double dbfs)
    {
        var meter = new LoudnessMeter(sampleRate, channelCount: 2);
        meter.Accept(Tone.Steps(sampleRate, 2, 1000, (dbfs, 20)).Samples);
        Assert.Equal(dbfs, meter.MomentaryLufs, ToleranceLu);
        Assert.Equal(dbfs, meter.ShortTermLufs, ToleranceLu);
        Assert.Equal(dbfs, meter.IntegratedLufs, ToleranceLu);
        Assert.Equal(0, meter.RangeLu, ToleranceLu);
    }

    [Fact]
    public void Case_3_relative_gate() =>
        Assert.Equal(-23, Loudness.Integrated(Tone.Steps(48000, 2, 1000, (-36, 10), (-23, 60), (-36, 10))), ToleranceLu);

    [Fact]
    public void Case_4_absolute_and_relative_gate() =>
        Assert.Equal(-23, Loudness.Integrated(Tone.Steps(48000, 2, 1000, (-72, 10), (-36, 10), (-23, 60), (-36, 10), (-72, 10))), ToleranceLu);

    [Fact]
    public void Case_5_levels_inside_the_gate() =>
        Assert.Equal(-23, Loudness.Integrated(Tone.Steps(48000, 2, 1000, (-26, 20), (-20, 20.1), (-26, 20))), ToleranceLu);

    [Fact]
    public void Case_6_channel_weights()
    {
        double[] levels = [-28, -28, -24, -30, -30]; // L R C Ls Rs
        var audio = new AudioBuffer(48000, 5, 20 * 48000);
        for (int c = 0; c < levels.Length; c++)
        {
            Tone.Steps(48000, 1, 1000, (levels[c], 20)).Samples.CopyTo(audio.Channel(c));
        }

        Assert.Equal(-23, Loudness.Integrated(audio), ToleranceLu);
    }

    [Fact]
    public void Case_9_short_term_does_not_follow_a_pattern_of_its_own_length()
    {
        var meter = new LoudnessMeter(48000, channelCount: 2);
        for (int repeat = 0; repeat < 5; repeat++)
        {
            AudioBuffer pattern = Tone.Steps(48000, 2, 1000, (-20, 1.34), (-30, 1.66));
            for (int start = 0; start < pattern.Length; start += 480)
            {
                meter.Accept(pattern.Slice(start, 480).Samples);
                if (repeat > 0)
                {
                    Assert.Equal(-23, meter.ShortTermLufs, ToleranceLu);
                }
            }
        }
    }

    [Fact]
    public void Case_10_maximum_short_term_wherever_the_tone_starts()
    {
        for (int i = 0; i < 20; i += 3)
        {
            AudioBuffer audio = Tone.Steps(48000, 2, 1000, (-200, (i * 0.15) + 0.001), (-23, 3), (-200, 1));
            var meter = new LoudnessMeter(48000, 2);
            meter.Accept(audio.Samples);
            Assert.Equal(-23, meter.MaximumShortTermLufs, ToleranceLu);
        }
    }

    [Fact]
    public void Case_12_momentary_does_not_follow_a_pattern_of_its_own_length()
    {
        var meter = new LoudnessMeter(48000, channelCount: 2);
        for (int repeat = 0; repeat < 25; repeat++)
        {
            AudioBuffer pattern = Tone.Steps(48000, 2, 1000, (-20, 0.18), (-30, 0.22));
            for (int start = 0; start < pattern.Length; start += 480)
            {
                meter.Accept(pattern.Slice(start, 480).Samples);
                if (repeat > 2)
                {
                    Assert.Equal(-23, meter.MomentaryLufs, ToleranceLu);
                }
            }
        }
    }

    [Fact]
    public void Case_13_maximum_momentary_wherever_the_tone_starts()
    {
        for (int i = 0; i < 20; i++)
        {
            AudioBuffer audio = Tone.Steps(48000, 2, 1000, (-200, (i * 0.02) + 0.005), (-23, 0.4), (-200, 1));
            var meter = new LoudnessMeter(48000, 2);
            meter.Accept(audio.Samples);
            Assert.Equal(-23, meter.MaximumMomentaryLufs, ToleranceLu);
        }
    }

    [Theory]
    [InlineData(10, new double[] { -20, -30 })]
    [InlineData(5, new double[] { -20, -15 })]
    [InlineData(20, new double[] { -40, -20 })]
    [InlineData(15, new double[] { -50, -35, -20, -35, -50 })]
    public void Range_cases_1_to_4(double expectedLu, double[] levels)
    {
        AudioBuffer audio = Tone.Steps(48000, 2, 1000, [.. levels.Select(level => (level, 20.0))]);
        var meter = new LoudnessMeter(48000, 2);
        meter.Accept(audio.Samples);
        Assert.Equal(expectedLu, meter.RangeLu, 1.0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1600)]
    public void Chopping_changes_nothing(int blockLength)
    {
        AudioBuffer audio = Programme(44100, 2, 4);
        var whole = new LoudnessMeter(44100, 2);
        whole.Accept(audio.Samples);
        var chopped = new LoudnessMeter(44100, 2);
        for (int start = 0; start < audio.Length; start += blockLength)
        {
            chopped.Accept(audio.Slice(start, Math.Min(blockLength, audio.Length - start)).Samples);
        }

        Assert.Equal(whole.IntegratedLufs, chopped.IntegratedLufs);
        Assert.Equal(whole.MaximumMomentaryLufs, chopped.MaximumMomentaryLufs);
        Assert.Equal(whole.ShortTermLufs, chopped.ShortTermLufs);
    }

    // The histogram's only error is at the bin that a gate cuts.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Histogram_agrees_with_the_plain_gates_over_a_list(int channels)
    {
        AudioBuffer audio = Programme(48000, channels, 30);
        Assert.Equal(LoudnessReference.Integrated(audio), Loudness.Integrated(audio), 0.01);
    }

    [Fact]
    public void Gain_moves_loudness_by_as_much()
    {
        AudioBuffer audio = Programme(48000, 2, 10);
        double before = Loudness.Integrated(audio);
        System.Numerics.Tensors.TensorPrimitives.Multiply(audio.Samples, 0.5f, audio.Samples);
        Assert.Equal(before - 6.0206, Loudness.Integrated(audio), 0.02);
    }

    [Fact]
    public void Silence_has_no_loudness()
    {
        LoudnessReport report = Loudness.Measure(new AudioBuffer(48000, 2, 48000 * 4));
        Assert.Equal(new LoudnessReport(double.NegativeInfinity, 0, double.NegativeInfinity, double.NegativeInfinity, double.NegativeInfinity), report);
    }

    [Fact]
    public void Samples_that_are_not_finite_count_as_silence()
    {
        AudioBuffer audio = Tone.Steps(48000, 1, 1000, (-23, 5));
        var meter = new LoudnessMeter(48000, 1);
        meter.Accept([float.NaN, float.PositiveInfinity, float.NegativeInfinity]);
        meter.Accept(audio.Samples);
        Assert.Equal(-26, meter.IntegratedLufs, ToleranceLu); // one channel of the stereo tone
    }

    [Fact]
    public void Reset_starts_anew_and_nothing_allocates()
    {
        AudioBuffer audio = Programme(48000, 2, 4);
        var meter = new LoudnessMeter(48000, 2);
        meter.Accept(audio.Samples);
        double first = meter.IntegratedLufs;
        double second = 0;
        long bytes = AllocatedBytes.Least(() =>
        {
            meter.Reset();
            meter.Accept(audio.Samples);
            second = meter.IntegratedLufs;
        });
        Assert.Equal(0, bytes);
        Assert.Equal(first, second);
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        Assert.Throws<ArgumentOutOfRangeException>("sampleRate", () => new LoudnessMeter(3999, 1));
        Assert.Throws<ArgumentOutOfRangeException>("channelCount", () => new LoudnessMeter(48000, 0));
        Assert.Throws<ArgumentException>("channelWeights", () => new LoudnessMeter(48000, [1, double.NaN]));
        Assert.Throws<ArgumentException>("samples", () => new LoudnessMeter(48000, 2).Accept(new float[3]));
    }

    // Noise whose level wanders over 40 dB, so that both gates bite.
    private static AudioBuffer Programme(int sampleRate, int channels, int seconds)
    {
        var audio = new AudioBuffer(sampleRate, channels, sampleRate * seconds);
        var random = new SeededRandom(11);
        for (int c = 0; c < channels; c++)
        {
            Span<float> samples = audio.Channel(c);
            random.FillGaussian(samples);
            for (int n = 0; n < samples.Length; n++)
            {
                samples[n] *= (float)Math.Pow(10, (-40 + (20 * Math.Sin(2 * Math.PI * n / (1.7 * sampleRate)))) / 20);
            }
        }

        return audio;
    }
}

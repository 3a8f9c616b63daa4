using System.Numerics.Tensors;
using Earshot.Signals.Measures;
using Earshot.Testing;

namespace Earshot.Signals.Tests.Measures;

public sealed class MaskingModelTests
{
    private const int SampleRate = 44100;

    [Theory]
    [InlineData(8000, 18)]
    [InlineData(16000, 21)]
    [InlineData(44100, 25)]
    [InlineData(48000, 25)]
    public void Bands_are_Zwickers_up_to_half_the_rate(int sampleRate, int count)
    {
        var model = new MaskingModel(sampleRate);
        Assert.Equal(count, model.BandCount);
        Assert.Equal(sampleRate / 2f, model.BandEdgesHz[^1]);
        Assert.Equal(2000, model.BandEdgesHz[model.BandAt(2100)]);
        Assert.Equal(model.BandCount - 1, model.BandAt(sampleRate / 2.0));
    }

    // Parseval: whatever the frame length, fractional bins neither lose nor invent power.
    [Theory]
    [InlineData(16000, 0)]
    [InlineData(44100, 0)]
    [InlineData(48000, 256)]
    [InlineData(11025, 64)]
    public void Band_powers_add_up_to_the_mean_square_of_the_windowed_frame(int sampleRate, int frameLength)
    {
        var model = new MaskingModel(sampleRate, new MaskingOptions { FrameLength = frameLength });
        var analyzer = new MaskingAnalyzer(model);
        float[] frame = TestVoice.Noise(model.FrameLength, 6);
        double energy = 0;
        double windowEnergy = 0;
        for (int n = 0; n < frame.Length; n++)
        {
            double w = 0.5 - (0.5 * Math.Cos(2 * Math.PI * n / frame.Length));
            energy += w * w * frame[n] * frame[n];
            windowEnergy += w * w;
        }

        analyzer.Analyze(frame, new float[model.BandCount]);
        Assert.Equal(energy / windowEnergy, TensorPrimitives.Sum(analyzer.Powers), 1e-4);
    }

    [Fact]
    public void A_full_scale_sine_has_half_a_unit_in_its_band()
    {
        float[] sine = Tone.Sine(SampleRate, 1000.0 / SampleRate, 0, 1);
        MaskingPattern pattern = new MaskingModel(SampleRate).Analyze(sine);
        int band = new MaskingModel(SampleRate).BandAt(1000);
        Assert.Equal(0.5, pattern.Power(50)[band], 0.01);
    }

    // Johnston (1988): noise hides noise 5.5 dB below it; a steady tone hides only what is 14.5 dB plus its Bark number below it.
    [Fact]
    public void Noise_masks_more_than_a_tone()
    {
        var model = new MaskingModel(SampleRate);
        int band = model.BandAt(1000);
        Assert.InRange(MeanOffsetDb(model, TestVoice.Noise(SampleRate, 7), band), 5.5, 7.5);

        // 8.5 Bark at 1 kHz: 23 dB, and 1.6 dB that spreading takes from a lone band.
        Assert.InRange(MeanOffsetDb(model, Tone.Sine(SampleRate, 1000.0 / SampleRate, 0, 0.5), band), 22, 26);
    }

    // Schroeder, Atal and Hall (1979) at a distance of about 2 Bark: -12 dB above the masker, -28 dB below it.
    [Fact]
    public void Masking_spreads_further_upwards_than_downwards()
    {
        var model = new MaskingModel(SampleRate);
        float[] sine = Tone.Sine(SampleRate, 1000.0 / SampleRate, 0, 0.9);
        ReadOnlySpan<float> threshold = model.Analyze(sine).Threshold(60);
        int band = model.BandAt(1000);
        Assert.InRange(10 * Math.Log10(threshold[band + 2] / threshold[band]), -16, -10);
        Assert.InRange(10 * Math.Log10(threshold[band - 2] / threshold[band]), -31, -23);
    }

    [Fact]
    public void Masking_fades_after_the_masker_and_ends_at_the_threshold_in_quiet()
    {
        var model = new MaskingModel(SampleRate);
        float[] samples = new float[SampleRate];
        TestVoice.Noise(SampleRate / 2, 8).CopyTo(samples.AsSpan());
        TensorPrimitives.Multiply(samples, 0.1f, samples);
        MaskingPattern pattern = model.Analyze(samples);
        int band = model.BandAt(500);
        int last = SampleRate / 2 / model.HopLength;

        // tau = 8 ms + 100 / 455 x 22 ms = 12.8 ms: 3.4 dB a hop of 10 ms.
        for (int t = last + 3; t < last + 8; t++)
        {
            Assert.Equal(-3.4, 10 * Math.Log10(pattern.Threshold(t)[band] / pattern.Threshold(t - 1)[band]), 0.3);
        }

        Assert.Equal(model.AbsoluteThreshold[band], pattern.Threshold(pattern.FrameCount - 1)[band]);
    }

    [Fact]
    public void The_threshold_in_quiet_is_lowest_near_3_kHz_and_follows_the_assumed_level()
    {
        var model = new MaskingModel(48000);
        int lowest = model.AbsoluteThreshold.ToArray().Index().MinBy(pair => pair.Item).Index;
        Assert.InRange(model.BandEdgesHz[lowest], 2500, 3800);

        // -5 dB SPL near 3.3 kHz (Terhardt), a sine at full scale being 92 dB SPL with a mean square of 0.5.
        Assert.Equal(-4.98 - 92 - 3.01, 10 * Math.Log10(model.AbsoluteThreshold[lowest]), 0.2);
        var quieter = new MaskingModel(48000, new MaskingOptions { FullScaleDbSpl = 82 });
        Assert.Equal(10, quieter.AbsoluteThreshold[3] / model.AbsoluteThreshold[3], 0.01);
    }

    [Fact]
    public void A_stream_gives_what_the_whole_gives_and_allocates_nothing()
    {
        var model = new MaskingModel(SampleRate);
        float[] signal = TestVoice.Speak(SampleRate, 0.5);
        MaskingPattern pattern = model.Analyze(signal);
        var analyzer = new MaskingAnalyzer(model);
        var frame = new float[model.FrameLength];
        var thresholds = new float[model.BandCount];
        analyzer.Analyze(TestVoice.Noise(frame.Length, 9), thresholds);
        analyzer.Reset();
        for (int t = 0; t < pattern.FrameCount; t++)
        {
            model.CutFrame(signal, t, frame);
            analyzer.Analyze(frame, thresholds);
            Assert.Equal(pattern.Threshold(t), thresholds);
        }

        Assert.Equal(0, AllocatedBytes.Least(() => analyzer.Analyze(frame, thresholds)));
    }

    [Fact]
    public void Broken_samples_do_not_stay()
    {
        var model = new MaskingModel(SampleRate);
        var analyzer = new MaskingAnalyzer(model);
        var thresholds = new float[model.BandCount];
        var frame = new float[model.FrameLength];
        frame.AsSpan().Fill(float.NaN);
        analyzer.Analyze(frame, thresholds);
        Assert.Equal(model.AbsoluteThreshold, thresholds);
        frame.AsSpan().Fill(float.MaxValue);
        analyzer.Analyze(frame, thresholds);
        Assert.All(thresholds, value => Assert.True(float.IsFinite(value) && value > 0));
    }

    [Fact]
    public void All_problems_of_the_options_are_listed()
    {
        ArgumentException problem = Assert.Throws<ArgumentException>(
            "options", () => new MaskingModel(48000, new MaskingOptions { FrameLength = 33, FullScaleDbSpl = double.NaN, NoiseMaskingOffsetDb = -1 }));
        Assert.Contains("FrameLength", problem.Message, StringComparison.Ordinal);
        Assert.Contains("FullScaleDbSpl", problem.Message, StringComparison.Ordinal);
        Assert.Contains("NoiseMaskingOffsetDb", problem.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("frame", () => new MaskingAnalyzer(new MaskingModel(48000)).Analyze(new float[3], new float[25]));
        Assert.Throws<ArgumentOutOfRangeException>("sampleRate", () => new MaskingModel(7999));
    }

    private static double MeanOffsetDb(MaskingModel model, float[] signal, int band)
    {
        MaskingPattern pattern = model.Analyze(signal);
        double power = 0;
        double offset = 0;
        for (int t = 5; t < pattern.FrameCount - 5; t++)
        {
            power += pattern.Power(t)[band];
            offset += pattern.Threshold(t)[band];
        }

        return 10 * Math.Log10(power / offset);
    }
}

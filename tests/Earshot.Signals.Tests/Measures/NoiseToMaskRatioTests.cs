using Earshot.Signals.Measures;

namespace Earshot.Signals.Tests.Measures;

public sealed class NoiseToMaskRatioTests
{
    private const int SampleRate = 16000;

    [Fact]
    public void An_untouched_signal_has_no_noise()
    {
        AudioBuffer voice = Voice();
        NoiseToMaskReport report = NoiseToMaskRatio.Measure(voice, voice.Clone());
        Assert.Equal(new NoiseToMaskReport(double.NegativeInfinity, double.NegativeInfinity, 0, 0), report);
    }

    [Fact]
    public void More_noise_reads_higher_decibel_for_decibel()
    {
        AudioBuffer voice = Voice();
        float[] noise = TestVoice.Noise(voice.Length, 2);
        NoiseToMaskReport loud = Compare(voice, TestVoice.Mix(voice.Channel(0).ToArray(), noise, 10));
        NoiseToMaskReport quiet = Compare(voice, TestVoice.Mix(voice.Channel(0).ToArray(), noise, 30));
        Assert.Equal(20, loud.MeanDb - quiet.MeanDb, 0.01);
        Assert.True(loud.ShareAboveThreshold > quiet.ShareAboveThreshold);
        Assert.True(loud.FramesAboveThreshold >= loud.ShareAboveThreshold);
        Assert.True(loud.MaximumDb > loud.MeanDb);
    }

    // Noise that is itself shaped by the thresholds sits where the model says: at 0 dB on average when it has exactly that power.
    [Fact]
    public void Noise_at_the_threshold_reads_zero()
    {
        var model = new MaskingModel(SampleRate);
        float[] host = TestVoice.Noise(2 * SampleRate, 3);
        MaskingPattern pattern = model.Analyze(host);
        double threshold = 0;
        for (int t = 2; t < pattern.FrameCount - 2; t++)
        {
            threshold += System.Numerics.Tensors.TensorPrimitives.Sum(pattern.Threshold(t));
        }

        // White host, white noise: equal ratios in all bands but the edges.
        double gain = Math.Sqrt(threshold / (pattern.FrameCount - 4));
        float[] noise = TestVoice.Noise(host.Length, 4);
        NoiseToMaskReport report = Compare(new AudioBuffer(SampleRate, host), [.. host.Zip(noise, (x, v) => x + (float)(gain * v))]);
        Assert.Equal(0, report.MeanDb, 1.5);
        Assert.InRange(report.ShareAboveThreshold, 0.2, 0.6);
    }

    [Fact]
    public void A_narrow_change_shows_undiluted_in_its_own_range()
    {
        AudioBuffer voice = Voice();
        var changed = voice.Clone();
        float[] tone = Tone.Sine(voice.Length, 3500.0 / SampleRate, 0, 0.01);
        System.Numerics.Tensors.TensorPrimitives.Add(changed.Samples, tone, changed.Samples);
        double all = NoiseToMaskRatio.Measure(voice, changed).MeanDb;
        double range = NoiseToMaskRatio.Measure(voice, changed, 3200, 3600).MeanDb;

        // One band of 21 holds nearly all of it.
        Assert.Equal(10 * Math.Log10(21), range - all, 0.5);
    }

    [Fact]
    public void Channels_count_alike_and_must_match()
    {
        AudioBuffer voice = Voice();
        float[] noisy = TestVoice.Mix(voice.Channel(0).ToArray(), TestVoice.Noise(voice.Length, 5), 20);
        var original = new AudioBuffer(SampleRate, 2, voice.Length);
        var processed = new AudioBuffer(SampleRate, 2, voice.Length);
        voice.Channel(0).CopyTo(original.Channel(0));
        voice.Channel(0).CopyTo(original.Channel(1));
        noisy.CopyTo(processed.Channel(0));
        voice.Channel(0).CopyTo(processed.Channel(1));

        // One clean channel of two halves the mean ratio.
        Assert.Equal(Compare(voice, noisy).MeanDb - 3.01, NoiseToMaskRatio.Measure(original, processed).MeanDb, 0.01);
        Assert.Throws<ArgumentException>("processed", () => NoiseToMaskRatio.Measure(original, voice));
    }

    private static AudioBuffer Voice() => new(SampleRate, TestVoice.Speak(SampleRate, 1.5));

    private static NoiseToMaskReport Compare(AudioBuffer original, float[] processed) =>
        NoiseToMaskRatio.Measure(original, new AudioBuffer(original.SampleRate, processed));
}

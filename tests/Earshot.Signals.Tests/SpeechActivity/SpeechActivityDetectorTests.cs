using Earshot.Signals.SpeechActivity;
using Earshot.Signals.Tests.Measures;
using Earshot.Testing;

namespace Earshot.Signals.Tests.SpeechActivity;

public sealed class SpeechActivityDetectorTests
{
    [Theory]
    [InlineData(8000)]
    [InlineData(11025)]
    [InlineData(16000)]
    [InlineData(44100)]
    [InlineData(48000)]
    public void Finds_two_utterances_in_noise(int sampleRate)
    {
        SpeechActivityEvent[] events = Run(new SpeechActivityDetector(sampleRate), Scene(sampleRate, -50));
        Assert.Collection(
            events,
            first => Assert.InRange(Assert.IsType<SpeechStarted>(first).Time.TotalSeconds, 1.9, 2.1),
            second => Assert.InRange(Assert.IsType<SpeechEnded>(second).Time.TotalSeconds, 3.85, 4.1),
            third => Assert.InRange(Assert.IsType<SpeechStarted>(third).Time.TotalSeconds, 5.9, 6.1),
            fourth => Assert.InRange(((SpeechEnded)fourth).Duration.TotalSeconds, 1.8, 2.1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(160)]
    [InlineData(1600)]
    public void Chopping_changes_nothing(int blockLength)
    {
        float[] scene = Scene(16000, -40);
        SpeechActivityEvent[] whole = Run(new SpeechActivityDetector(16000), scene);
        Assert.NotEmpty(whole);
        Assert.Equal(whole, Run(new SpeechActivityDetector(16000), scene, blockLength));
    }

    [Fact]
    public void Steady_noise_hum_and_clicks_are_no_speech()
    {
        const int SampleRate = 16000;
        Assert.Empty(Run(new SpeechActivityDetector(SampleRate), Scaled(TestVoice.Noise(10 * SampleRate, 2), 0.1)));
        Assert.Empty(Run(new SpeechActivityDetector(SampleRate), Tone.Sine(10 * SampleRate, 100.0 / SampleRate, 0, 0.3)));
        Assert.Empty(Run(new SpeechActivityDetector(SampleRate), new float[10 * SampleRate]));

        float[] clicks = Scaled(TestVoice.Noise(10 * SampleRate, 3), 0.001);
        for (int n = SampleRate; n < clicks.Length; n += 3217)
        {
            clicks[n] += 0.8f;
            clicks[n + 1] -= 0.5f;
        }

        Assert.Empty(Run(new SpeechActivityDetector(SampleRate), clicks));
    }

    [Fact]
    public void A_burst_of_noise_is_a_sound_but_no_speech()
    {
        float[] burst = Scaled(TestVoice.Noise(16000 * 6, 4), 0.001);
        for (int n = 32000; n < 48000; n++)
        {
            burst[n] *= 100;
        }

        Assert.Empty(Run(new SpeechActivityDetector(16000), burst));
        var anySound = new SpeechActivityOptions { VoicedSeconds = 0 };
        SpeechActivityEvent[] events = Run(new SpeechActivityDetector(16000, 1, anySound), burst);
        Assert.Equal(2, events.Length);
        Assert.Equal(2, events[0].Time.TotalSeconds, 0.06);
        Assert.Equal(3, events[1].Time.TotalSeconds, 0.1);
    }

    [Fact]
    public void Speech_in_one_of_two_channels_is_found_and_the_end_of_the_stream_ends_it()
    {
        float[] scene = Scene(16000, -60)[..(7 * 16000)];
        var detector = new SpeechActivityDetector(16000, channelCount: 2);
        detector.Accept([.. scene, .. new float[scene.Length]]);
        Assert.True(detector.IsSpeech);
        detector.Complete();
        SpeechActivityEvent[] events = [.. Read(detector)];
        Assert.Equal(4, events.Length);
        Assert.Equal(7, events[3].Time.TotalSeconds, 0.1);
        Assert.Throws<InvalidOperationException>(() => detector.Accept(new float[2]));
    }

    [Fact]
    public void Broken_samples_do_not_stay_and_reset_starts_anew()
    {
        float[] scene = Scene(16000, -50);
        SpeechActivityEvent[] expected = Run(new SpeechActivityDetector(16000), scene);
        var detector = new SpeechActivityDetector(16000);
        detector.Accept([float.NaN, float.PositiveInfinity, float.MaxValue]);
        detector.Accept(scene);
        detector.Complete();
        Assert.Equal(expected.Length, Read(detector).Count());
        detector.Reset();
        Assert.Equal(expected, Run(detector, scene));
    }

    [Fact]
    public void Quiet_streams_cost_no_memory()
    {
        var detector = new SpeechActivityDetector(16000);
        float[] noise = Scaled(TestVoice.Noise(16000, 5), 0.01);
        detector.Accept(noise);
        bool any = false;
        long bytes = AllocatedBytes.Least(() =>
        {
            detector.Accept(noise);
            any |= detector.TryRead(out _);
        });
        Assert.Equal(0, bytes);
        Assert.False(any);
    }

    [Fact]
    public void All_problems_of_the_options_are_listed()
    {
        ArgumentException problem = Assert.Throws<ArgumentException>(
            "options", () => new SpeechActivityDetector(16000, 1, new SpeechActivityOptions { Threshold = 0, HangoverSeconds = double.NaN }));
        Assert.Contains("Threshold", problem.Message, StringComparison.Ordinal);
        Assert.Contains("HangoverSeconds", problem.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("sampleRate", () => new SpeechActivityDetector(7999));
    }

    // Made speech from 2 to 4 s and from 6 to 8 s of 9.5 s, with white noise at a level below the speech.
    private static float[] Scene(int sampleRate, double noiseDb)
    {
        float[] voice = TestVoice.Speak(sampleRate, 1.95);
        double level = Math.Sqrt(voice.Average(x => (double)x * x));
        float[] scene = Scaled(TestVoice.Noise((int)(9.5 * sampleRate), 1), 0.1 * Math.Pow(10, noiseDb / 20));
        foreach (int start in new[] { 2 * sampleRate, 6 * sampleRate })
        {
            for (int n = 0; n < voice.Length; n++)
            {
                scene[start + n] += (float)(0.1 / level * voice[n]);
            }
        }

        return scene;
    }

    private static float[] Scaled(float[] samples, double gain) => [.. samples.Select(x => (float)(gain * x))];

    private static SpeechActivityEvent[] Run(SpeechActivityDetector detector, float[] samples, int blockLength = int.MaxValue)
    {
        for (int start = 0; start < samples.Length; start += Math.Min(blockLength, samples.Length - start))
        {
            detector.Accept(samples.AsSpan(start, Math.Min(blockLength, samples.Length - start)));
        }

        detector.Complete();
        return [.. Read(detector)];
    }

    private static IEnumerable<SpeechActivityEvent> Read(SpeechActivityDetector detector)
    {
        while (detector.TryRead(out SpeechActivityEvent? next))
        {
            yield return next;
        }
    }
}

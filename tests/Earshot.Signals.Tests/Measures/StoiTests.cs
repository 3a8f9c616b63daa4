using Earshot.Signals.Measures;
using Earshot.Signals.Resampling;

namespace Earshot.Signals.Tests.Measures;

public sealed class StoiTests
{
    [Theory]
    [InlineData(-5)]
    [InlineData(5)]
    public void Equals_the_plain_reference(double snrDb)
    {
        float[] clean = TestVoice.Speak(10000, 1.5);
        float[] noisy = TestVoice.Mix(clean, TestVoice.Noise(clean.Length, 2), snrDb);
        (double stoi, double extended) = StoiReference.Measure(clean, noisy);

        // Float transforms against double sums.
        Assert.Equal(stoi, Stoi.Measure(clean, noisy, 10000), 1e-4);
        Assert.Equal(extended, Stoi.MeasureExtended(clean, noisy, 10000), 1e-4);
    }

    [Fact]
    public void Clean_speech_reads_one_at_any_gain()
    {
        float[] clean = TestVoice.Speak(16000, 2);
        float[] loud = [.. clean.Select(x => 7f * x)];
        Assert.Equal(1, Stoi.Measure(clean, loud, 16000), 1e-6);
        Assert.Equal(1, Stoi.MeasureExtended(clean, loud, 16000), 1e-6);
    }

    [Fact]
    public void More_noise_is_less_intelligible()
    {
        float[] clean = TestVoice.Speak(16000, 3);
        float[] noise = TestVoice.Noise(clean.Length, 3);
        double[] stoi = [.. new double[] { -15, -10, -5, 0, 5, 10, 20, 30 }.Select(db => Stoi.Measure(clean, TestVoice.Mix(clean, noise, db), 16000))];
        double[] extended = [.. new double[] { -15, -10, -5, 0, 5, 10, 20, 30 }.Select(db => Stoi.MeasureExtended(clean, TestVoice.Mix(clean, noise, db), 16000))];
        for (int i = 1; i < stoi.Length; i++)
        {
            Assert.True(stoi[i] > stoi[i - 1]);
            Assert.True(extended[i] > extended[i - 1]);
        }

        Assert.True(stoi[0] < 0.5 && stoi[^1] > 0.97);
    }

    [Fact]
    public void The_sample_rate_hardly_matters()
    {
        float[] clean = TestVoice.Speak(48000, 2);
        float[] noisy = TestVoice.Mix(clean, TestVoice.Noise(clean.Length, 4), 0);
        double at48 = Stoi.Measure(clean, noisy, 48000);
        double at16 = Stoi.Measure(Resampler.Convert(clean, 48000, 16000), Resampler.Convert(noisy, 48000, 16000), 16000);
        Assert.Equal(at48, at16, 0.003); // two resampling filters differ near 5 kHz, where the highest band ends
    }

    [Fact]
    public void Silence_at_the_ends_changes_little_and_too_little_speech_has_no_value()
    {
        float[] clean = TestVoice.Speak(10000, 1.5);
        float[] noisy = TestVoice.Mix(clean, TestVoice.Noise(clean.Length, 5), 5);
        float[] padding = new float[128 * 40];
        Assert.Equal(Stoi.Measure(clean, noisy, 10000), Stoi.Measure([.. padding, .. clean, .. padding], [.. padding, .. noisy, .. padding], 10000), 0.02);
        Assert.True(double.IsNaN(Stoi.Measure(clean.AsSpan(0, 3000), noisy.AsSpan(0, 3000), 10000)));
        Assert.True(double.IsNaN(Stoi.Measure(new float[20000], new float[20000], 10000)));
        Assert.Throws<ArgumentException>("degraded", () => Stoi.Measure(clean, noisy.AsSpan(1), 10000));
    }
}

using Earshot.Signals.SpeechActivity;
using Earshot.Signals.Tests.Measures;

namespace Earshot.Signals.Tests.SpeechActivity;

public sealed class NoiseFloorTests
{
    [Theory]
    [InlineData(8000)]
    [InlineData(48000)]
    public void The_floor_of_white_noise_is_its_level_in_every_band(int sampleRate)
    {
        var features = new ActivityFeatures(sampleRate);
        float[] noise = TestVoice.Noise(20 * sampleRate, 1);
        var floor = new double[ActivityBands.Count];
        var level = new double[ActivityBands.Count];
        for (int start = 0; start + features.FrameLength <= noise.Length; start += features.HopLength)
        {
            features.Measure(noise.AsSpan(start, features.FrameLength));
            for (int b = 0; b < floor.Length && start > 2 * sampleRate; b++)
            {
                floor[b] += features.NoiseFloor[b];
                level[b] += features.BandPowers[b];
            }
        }

        for (int b = 0; b < floor.Length; b++)
        {
            Assert.Equal(0, 10 * Math.Log10(floor[b] / level[b]), 0.6);
        }
    }

    [Fact]
    public void The_floor_follows_a_louder_noise_within_two_seconds_and_a_softer_one_at_once()
    {
        var floor = new NoiseFloor([1e6f]); // so many freedoms that powers do not vary and there is no bias
        float[] Feed(float power, int frames)
        {
            for (int t = 0; t < frames; t++)
            {
                floor.Update([power], 1e-10f);
            }

            return floor.Power;
        }

        Assert.Equal(1, Feed(1, 100)[0], 0.01f);
        Assert.Equal(1, Feed(100, 120)[0], 0.01f);
        Assert.Equal(100, Feed(100, 80)[0], 1f);
        Assert.Equal(1, Feed(1, 40)[0], 0.05f);
        Assert.Equal(1e-10f, Feed(0, 200)[0]);
    }
}

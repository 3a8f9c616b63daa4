using Earshot.Denoising.SignalPath;

namespace Earshot.Denoising.Tests.SignalPath;

public sealed class CombFilterTests
{
    [Fact]
    public void White_noise_is_lowered_by_nine_decibels()
    {
        float[] noise = Sounds.Noise(48000, 4, seed: 3);
        const int period = 150;
        int start = CombFilter.Reach * period;
        var output = new float[noise.Length - (2 * start)];
        double tapPower = CombFilter.Apply(noise, start, period, output);
        Assert.Equal(0.125, tapPower, 1e-9);
        Assert.Equal(-9.03, 10 * Math.Log10(Sounds.Power(output) / Sounds.Power(noise)), 0.2);
    }

    [Theory]
    [InlineData(150, 960)] // all five periods of the future
    [InlineData(480, 960)] // two
    [InlineData(768, 0)] // none
    public void A_periodic_sound_passes(int period, int future)
    {
        float[] voice = Sounds.Harmonics(48000, 0.2, 48000.0 / period, 10);
        int start = CombFilter.Reach * period;
        var output = new float[960];
        double tapPower = CombFilter.Apply(voice.AsSpan(0, start + 960 + future), start, period, output);
        for (int n = 0; n < output.Length; n++)
        {
            Assert.Equal(voice[start + n], output[n], 2e-6f);
        }

        // Fewer taps lower noise less: from 9 dB with eleven to 6.5 dB with the six of the past.
        Assert.InRange(tapPower, 0.12, 0.23);
    }

    [Fact]
    public void The_strength_gives_the_clean_coherence()
    {
        // y = q u + sqrt(1 - q^2) n1, p = q_p u + sqrt(1 - q_p^2) n2 with independent n1, n2: the mix must have the coherence asked for.
        foreach ((double qy, double qx) in new[] { (0.3, 0.6), (0.5, 0.8), (0.7, 0.75), (0.9, 0.95) })
        {
            (double strength, double attenuation) = FilteringStrength.Ideal(qy, qx, 0.125);
            double qp = qy / Math.Sqrt((0.875 * qy * qy) + 0.125);
            double voice = ((1 - strength) * qy) + (strength * qp);
            double noise = Math.Pow((1 - strength) * Math.Sqrt(1 - (qy * qy)), 2) + Math.Pow(strength * Math.Sqrt(1 - (qp * qp)), 2);
            Assert.Equal(1, attenuation);
            Assert.Equal(qx, voice / Math.Sqrt((voice * voice) + noise), 1e-9);
        }
    }

    [Fact]
    public void Where_full_strength_is_not_enough_the_gain_falls()
    {
        (double strength, double attenuation) = FilteringStrength.Ideal(0.1, 0.99, 0.125);
        Assert.Equal(1, strength);
        Assert.InRange(attenuation, 0.1, 0.4);
        Assert.Equal((0, 1), FilteringStrength.Ideal(0.8, 0.7, 0.125));
        Assert.Equal((0, 1), FilteringStrength.Ideal(0, 0, 0.125));
        (strength, attenuation) = FilteringStrength.Ideal(1, 1, 0.125);
        Assert.True(double.IsFinite(strength) && double.IsFinite(attenuation));
    }

    [Fact]
    public void The_postfilter_gives_at_most_5_57_decibels()
    {
        double largest = 0;
        for (double q = 1; q < 100; q *= 1.01)
        {
            largest = Math.Max(largest, EnvelopePostfilter.MakeUp(q, 1));
        }

        Assert.Equal(5.57, 20 * Math.Log10(largest), 0.01);
        Assert.Equal(1, EnvelopePostfilter.MakeUp(1, 1), 1e-12);
        Assert.Equal(1, EnvelopePostfilter.MakeUp(0, 0));
        float[] gains = [1, 0.5f, 0];
        EnvelopePostfilter.Apply(gains, [1, 1, 1]);
        // g sin(pi g / 2) is 1, 0.354, 0; the energies are 1.25 and 1.125.
        Assert.Equal(0.5f * 0.70711f, gains[1] / gains[0], 1e-4f);
        Assert.Equal(EnvelopePostfilter.MakeUp(1.25, 1.125), gains[0], 1e-5);
        Assert.Equal(0, gains[2]);
    }
}

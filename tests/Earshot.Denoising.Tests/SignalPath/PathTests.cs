using Earshot.Denoising.SignalPath;
using Earshot.Signals.Randomness;

namespace Earshot.Denoising.Tests.SignalPath;

public sealed class PathTests
{
    [Theory]
    [InlineData(48000, 2)]
    [InlineData(48000, 0)]
    [InlineData(16000, 2)]
    public void Unit_gains_reconstruct_at_the_stated_delay(int sampleRate, int lookAhead)
    {
        PathFormat format = PathFormat.For(sampleRate);
        float[] input = Sounds.Noise(sampleRate, 0.3, seed: 1);
        float[] output = Run(format, lookAhead, input, gain: 1, strength: 0);
        int delay = (lookAhead + 1) * format.HopLength;
        for (int n = delay; n < output.Length; n++)
        {
            // Two transforms in float32 and windows whose squares add up to 1.
            Assert.Equal(input[n - delay], output[n], 1e-5f);
        }
    }

    [Fact]
    public void A_gain_is_the_ratio_of_levels_whatever_the_strength()
    {
        PathFormat format = PathFormat.FullBand;
        float[] input = Sounds.Harmonics(48000, 1, 150, 40);
        float[] output = Run(format, 2, input, gain: 0.5f, strength: 1);
        double ratio = Sounds.Power(output.AsSpan(24000)) / Sounds.Power(input.AsSpan(24000));
        // -6.02 dB; bands give their energy back one by one, interpolation between them leaves some hundredths of a dB.
        Assert.Equal(-6.02, 10 * Math.Log10(ratio), 0.3);
    }

    [Fact]
    public void Bands_are_those_of_the_article()
    {
        PathFormat format = PathFormat.FullBand;
        Assert.Equal(PathFormat.BandCount, format.ActiveBandCount);
        double[] centers = [.. format.Bank.CentersHz];
        Assert.Equal((0, 20000), (centers[0], centers[^1]));
        for (int b = 1; b < centers.Length; b++)
        {
            Assert.True(centers[b] - centers[b - 1] >= 100, $"band {b} is narrower than 100 Hz");
        }
    }

    [Fact]
    public void Energies_mean_the_same_at_both_rates()
    {
        // A tone of 1 kHz with amplitude 0.1 in 48 and 16 kHz: the same energies in the bands that both have, but for the last.
        float[][] energies = [.. new[] { 48000, 16000 }.Select(rate =>
        {
            var analyzer = new PathAnalyzer(PathFormat.For(rate), 0);
            float[] tone = Sounds.Harmonics(rate, 0.2, 1000, 1);
            Sounds.ForEachHop(tone, analyzer.Format.HopLength, hop => analyzer.Push(hop));
            return analyzer.Frame.Energies.ToArray();
        })];
        int loud = Array.IndexOf(energies[0], energies[0].Max());
        Assert.Equal(energies[0][loud], energies[1][loud], energies[0][loud] * 0.01f);
    }

    private static float[] Run(PathFormat format, int lookAhead, float[] input, float gain, float strength)
    {
        var analyzer = new PathAnalyzer(format, lookAhead);
        var synthesizer = new PathSynthesizer(format);
        float[] gains = [.. Enumerable.Repeat(gain, PathFormat.BandCount)];
        float[] strengths = [.. Enumerable.Repeat(strength, PathFormat.BandCount)];
        var output = new float[input.Length];
        int done = 0;
        Sounds.ForEachHop(input, format.HopLength, hop =>
        {
            analyzer.Push(hop);
            synthesizer.Synthesize(analyzer.Frame, gains, strengths, output.AsSpan(done, format.HopLength));
            done += format.HopLength;
        });
        return output;
    }
}

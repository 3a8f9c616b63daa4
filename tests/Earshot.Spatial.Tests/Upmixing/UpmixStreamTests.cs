using Earshot.Signals;
using Earshot.Signals.Measures;
using Earshot.Signals.Randomness;
using Earshot.Signals.Streaming;
using Earshot.Spatial.Evaluation;
using Earshot.Spatial.Upmixing;

namespace Earshot.Spatial.Tests.Upmixing;

public sealed class UpmixStreamTests
{
    [Fact]
    public void Sides_and_centre_are_the_input_again()
    {
        AudioBuffer input = Noise(2, 60000, 4);
        AudioBuffer output = new UpmixStream(48000).ProcessBuffer(input);
        double error = 0;
        double energy = 0;
        for (int c = 0; c < 2; c++)
        {
            for (int n = 0; n < input.Length; n++)
            {
                double sum = (double)output.Channel(c)[n] + output.Channel(2)[n];
                error += Math.Pow(sum - input.Channel(c)[n], 2);
                energy += Math.Pow(input.Channel(c)[n], 2);
            }
        }

        Assert.True(10 * Math.Log10(error / energy) < -120, $"{10 * Math.Log10(error / energy)} dB");
    }

    [Fact]
    public void What_both_channels_share_is_the_centre_and_one_side_is_not()
    {
        AudioBuffer mono = Noise(1, 48000, 8);
        var both = new AudioBuffer(48000, 2, 48000);
        mono.Samples.CopyTo(both.Channel(0));
        mono.Samples.CopyTo(both.Channel(1));
        AudioBuffer center = new UpmixStream(48000).ProcessBuffer(both);
        Assert.True(SiSdr.Measure(mono.Samples, center.Channel(2)) > 60);

        var hard = new AudioBuffer(48000, 2, 48000);
        mono.Samples.CopyTo(hard.Channel(0));
        AudioBuffer side = new UpmixStream(48000).ProcessBuffer(hard);
        Assert.True(Level(side.Channel(2)) < Level(side.Channel(0)) - 60, $"{Level(side.Channel(2))} dB beside {Level(side.Channel(0))} dB");
    }

    [Fact]
    public void The_centre_of_known_mixes_gains_over_the_plain_mid()
    {
        var gains = new List<double>();
        foreach (StemMix mix in StemMix.All)
        {
            AudioBuffer output = new UpmixStream(48000).ProcessBuffer(mix.Mix);
            gains.Add(mix.CenterGainDb(output.Channel(2)));
        }

        Assert.True(gains.Average() >= 4.5, string.Join(", ", gains));
        Assert.All(gains, gain => Assert.True(gain >= 2.5, $"{gain} dB"));
    }

    private static AudioBuffer Noise(int channels, int length, ulong seed)
    {
        var buffer = new AudioBuffer(48000, channels, length);
        new SeededRandom(seed).FillGaussian(buffer.Samples);
        System.Numerics.Tensors.TensorPrimitives.Multiply(buffer.Samples, 0.1f, buffer.Samples);
        return buffer;
    }

    private static double Level(ReadOnlySpan<float> samples) =>
        10 * Math.Log10((System.Numerics.Tensors.TensorPrimitives.SumOfSquares(samples) / samples.Length) + 1e-20);
}

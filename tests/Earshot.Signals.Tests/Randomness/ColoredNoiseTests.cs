using Earshot.Signals.Randomness;
using Earshot.Signals.Transforms;

namespace Earshot.Signals.Tests.Randomness;

public sealed class ColoredNoiseTests
{
    [Theory]
    [InlineData(16000, 1)]
    [InlineData(48000, 1)]
    [InlineData(44100, 0)]
    [InlineData(16000, 2)]
    [InlineData(16000, -1)]
    public void Spectrum_falls_by_three_decibels_an_octave_and_exponent(int rate, double exponent)
    {
        // The design is within 0.25 dB (0.55 dB for an exponent of 2); Welch's mean over 300 frames scatters by 0.2 dB in the
        // lowest bands, which hold few bins.
        const int length = 4096;
        var noise = new ColoredNoise(rate, exponent, seed: 5);
        var fft = new RealFft(length);
        var frame = new float[length];
        var re = new float[fft.BinCount];
        var im = new float[fft.BinCount];
        var power = new double[fft.BinCount];
        for (int f = 0; f < 300; f++)
        {
            noise.Fill(frame);
            for (int n = 0; n < length; n++)
            {
                frame[n] *= (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * n / length)));
            }

            fft.Forward(frame, re, im);
            for (int k = 0; k < power.Length; k++)
            {
                power[k] += (re[k] * re[k]) + (im[k] * im[k]);
            }
        }

        // Deviation from the power law per third of an octave, relative to its mean.
        var deviations = new List<double>();
        for (double low = 60; low * Math.Cbrt(2) < rate * 0.45; low *= Math.Cbrt(2))
        {
            double sum = 0;
            double law = 0;
            for (int k = (int)Math.Ceiling(low * length / rate); k < low * Math.Cbrt(2) * length / rate; k++)
            {
                sum += power[k];
                law += Math.Pow(k, -exponent);
            }

            if (law > 0)
            {
                deviations.Add(10 * Math.Log10(sum / law));
            }
        }

        double mean = deviations.Average();
        Assert.All(deviations, deviation => Assert.Equal(mean, deviation, 0.7));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-2)]
    public void Level_is_one_from_the_first_sample(double exponent)
    {
        // The mean square of the first millisecond over many seeds, and of a long stretch.
        double start = 0;
        var block = new float[16];
        const int seeds = 300;
        for (ulong seed = 0; seed < seeds; seed++)
        {
            new ColoredNoise(16000, exponent, seed).Fill(block);
            start += System.Numerics.Tensors.TensorPrimitives.SumOfSquares<float>(block) / block.Length / seeds;
        }

        // 300 independent starts: the mean square scatters by sqrt(2 / 300) = 8 % at most.
        Assert.Equal(1, start, 0.25);
        var stretch = new float[400_000];
        new ColoredNoise(16000, exponent, 1).Fill(stretch);
        Assert.Equal(1, System.Numerics.Tensors.TensorPrimitives.SumOfSquares<float>(stretch) / stretch.Length, 0.03);
    }

    [Fact]
    public void Sequence_depends_on_the_seed_and_not_on_the_blocks()
    {
        var whole = new float[1000];
        ColoredNoise.Pink(16000, 3).Fill(whole);
        var chopped = new float[1000];
        ColoredNoise noise = ColoredNoise.Pink(16000, 3);
        for (int start = 0; start < 1000; start += 7)
        {
            noise.Fill(chopped.AsSpan(start, Math.Min(7, 1000 - start)));
        }

        Assert.Equal(whole, chopped);
        ColoredNoise.Pink(16000, 4).Fill(chopped);
        Assert.NotEqual(whole, chopped);
    }

    [Fact]
    public void Bad_values_are_named()
    {
        Assert.Equal("sampleRate", Assert.Throws<ArgumentOutOfRangeException>(() => new ColoredNoise(0, 1, 1)).ParamName);
        Assert.Equal("exponent", Assert.Throws<ArgumentOutOfRangeException>(() => new ColoredNoise(16000, double.NaN, 1)).ParamName);
    }
}

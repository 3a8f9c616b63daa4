using Earshot.Signals.Channels;
using Earshot.Signals.Measures;

namespace Earshot.Signals.Tests.Channels;

public sealed class MicrophoneTests
{
    private const int Rate = 16000;

    [Theory]
    [InlineData(-80)]
    [InlineData(-50)]
    public void Silence_shows_the_noise_floor_and_the_converter_s(double floorDbfs)
    {
        var x = new float[Rate];
        new Microphone(Rate, new MicrophoneOptions { NoiseFloorDbfs = floorDbfs }).Apply(x);
        // Rounding to steps of 2^-15 adds a twelfth of their square.
        double expected = Decibels.ToPower(floorDbfs) + (Math.Pow(2, -30) / 12);
        double actual = System.Numerics.Tensors.TensorPrimitives.SumOfSquares<float>(x) / x.Length;
        Assert.Equal(Decibels.FromPower(expected), Decibels.FromPower(actual), 0.15);
        Assert.All(x, sample => Assert.Equal(MathF.Round(sample * 32768), sample * 32768));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(24)]
    public void Converter_clips_at_full_scale(int bits)
    {
        float[] x = [2, -2, 0.5f, 1e-9f, float.NaN];
        new Microphone(Rate, new MicrophoneOptions { NoiseFloorDbfs = double.NegativeInfinity, BitDepth = bits }).Apply(x);
        Assert.Equal([1 - MathF.Pow(2, 1 - bits), -1, 0.5f, 0, 0], x);
    }

    [Fact]
    public void Float_output_without_noise_is_the_input()
    {
        float[] x = [1.5f, -0.25f, 1e-9f];
        new Microphone(Rate, new MicrophoneOptions { NoiseFloorDbfs = double.NegativeInfinity, BitDepth = 0 }).Apply(x);
        Assert.Equal([1.5f, -0.25f, 1e-9f], x);
    }

    [Fact]
    public void Noise_repeats_by_seed_and_after_reset()
    {
        static float[] Record(Microphone microphone)
        {
            var x = new float[1000];
            microphone.Apply(x);
            return x;
        }

        var first = new Microphone(Rate, new MicrophoneOptions { Seed = 1 });
        float[] once = Record(first);
        Assert.Equal(once, Record(new Microphone(Rate, new MicrophoneOptions { Seed = 1 })));
        Assert.NotEqual(once, Record(new Microphone(Rate, new MicrophoneOptions { Seed = 2 })));
        first.Reset();
        Assert.Equal(once, Record(first));
    }

    [Fact]
    public void Problems_of_the_gain_control_are_told_too()
    {
        var bad = new MicrophoneOptions { BitDepth = 4, NoiseFloorDbfs = 3, GainControl = new GainControlOptions { ReleaseMs = 0 } };
        string message = Assert.Throws<ArgumentException>(() => new Microphone(Rate, bad)).Message;
        Assert.Contains("BitDepth is 4", message, StringComparison.Ordinal);
        Assert.Contains("NoiseFloorDbfs is 3", message, StringComparison.Ordinal);
        Assert.Contains("GainControl.ReleaseMs is 0", message, StringComparison.Ordinal);
    }
}

using System.Buffers.Binary;
using Earshot.Signals.Randomness;
using Earshot.Signals.Wave;

namespace Earshot.Signals.Tests.Wave;

public sealed class SampleEncoderTests
{
    [Theory]
    [InlineData(0f, 0)]
    [InlineData(1f, 32767)]
    [InlineData(-1f, -32768)]
    [InlineData(2f, 32767)]
    [InlineData(-7f, -32768)]
    [InlineData(0.5f, 16384)]
    [InlineData(1.5f / 32768, 2)]
    [InlineData(2.5f / 32768, 2)]
    [InlineData(-1.5f / 32768, -2)]
    [InlineData(0.49f / 32768, 0)]
    [InlineData(float.NaN, 0)]
    [InlineData(float.PositiveInfinity, 0)]
    [InlineData(float.NegativeInfinity, 0)]
    [InlineData(float.MaxValue, 32767)]
    [InlineData(float.MinValue, -32768)]
    public void Samples_are_scaled_rounded_to_even_and_clipped(float sample, short expected)
    {
        // 37 samples take the vector loop and its scalar rest, whatever the width of a vector.
        float[] samples = Enumerable.Repeat(sample, 37).ToArray();
        var bytes = new byte[74];
        new SampleEncoder(WavSampleFormat.Int16, null).Encode(samples, bytes);
        for (int i = 0; i < samples.Length; i++)
        {
            Assert.Equal(expected, BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(2 * i)));
        }
    }

    [Fact]
    public void The_vector_loop_agrees_with_the_plain_formula()
    {
        var random = new SeededRandom(11);
        var samples = new float[100_003];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = i % 97 == 0 ? float.NaN : (float)random.NextDouble(-1.1, 1.1);
        }

        var bytes = new byte[2 * samples.Length];
        new SampleEncoder(WavSampleFormat.Int16, null).Encode(samples, bytes);
        for (int i = 0; i < samples.Length; i++)
        {
            double plain = float.IsNaN(samples[i]) ? 0 : Math.Clamp(Math.Round(samples[i] * 32768.0, MidpointRounding.ToEven), -32768, 32767);
            Assert.Equal((short)plain, BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(2 * i)));
        }
    }

    [Theory]
    [InlineData(WavSampleFormat.UInt8)]
    [InlineData(WavSampleFormat.Int24)]
    [InlineData(WavSampleFormat.Int32)]
    [InlineData(WavSampleFormat.Float32)]
    [InlineData(WavSampleFormat.Float64)]
    public void What_is_not_finite_becomes_silence_in_every_format(WavSampleFormat format)
    {
        var bytes = new byte[3 * format.BytesPerSample()];
        new SampleEncoder(format, null).Encode([float.NaN, float.PositiveInfinity, float.NegativeInfinity], bytes);
        var samples = new float[3];
        SampleDecoder.Decode(format, bytes, samples);
        Assert.Equal(new float[3], samples);
    }

    [Theory]
    [InlineData(WavSampleFormat.UInt8, 127 / 128f)]
    [InlineData(WavSampleFormat.Int24, 8388607 / 8388608f)]
    [InlineData(WavSampleFormat.Int32, 1f)] // 1 - 2^-31 is nearest to 1 in a float
    public void Full_scale_clips_and_does_not_wrap(WavSampleFormat format, float highest)
    {
        var bytes = new byte[2 * format.BytesPerSample()];
        new SampleEncoder(format, null).Encode([1.5f, -1.5f], bytes);
        var samples = new float[2];
        SampleDecoder.Decode(format, bytes, samples);
        Assert.Equal([highest, -1f], samples);
    }

    // Triangular dither in -1 .. 1 steps: the mean of the total error is 0 and its variance 1/4 step^2, wherever between two
    // steps the signal stands. 200,000 draws give a standard error of 0.0011 and 0.0008; the bounds are five of them.
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.25)]
    [InlineData(0.5)]
    public void Dither_makes_the_error_independent_of_the_signal(double fraction)
    {
        var samples = new float[200_000];
        Array.Fill(samples, (float)((100 + fraction) / 32768));
        var bytes = new byte[2 * samples.Length];
        new SampleEncoder(WavSampleFormat.Int16, 7).Encode(samples, bytes);
        double mean = 0;
        double power = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            double error = BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(2 * i)) - (100 + fraction);
            mean += error / samples.Length;
            power += error * error / samples.Length;
        }

        Assert.InRange(mean, -0.0056, 0.0056);
        Assert.InRange(power, 0.246, 0.254);
    }

    [Fact]
    public void The_seed_decides_the_dither()
    {
        var samples = new float[1000];
        byte[] Encode(ulong? seed)
        {
            var bytes = new byte[2000];
            new SampleEncoder(WavSampleFormat.Int16, seed).Encode(samples, bytes);
            return bytes;
        }

        Assert.Equal(Encode(1), Encode(1));
        Assert.NotEqual(Encode(1), Encode(2));
        Assert.Equal(new byte[2000], Encode(null));
    }
}

using Earshot.Signals.Randomness;
using Earshot.Signals.Wave;

namespace Earshot.Signals.Tests.Wave;

public sealed class WavRoundTripTests
{
    public static TheoryData<WavSampleFormat, int> FormatsAndChannels()
    {
        var data = new TheoryData<WavSampleFormat, int>();
        foreach (WavSampleFormat format in Enum.GetValues<WavSampleFormat>())
        {
            foreach (int channels in new[] { 1, 2, 3, 6, 11, 256 })
            {
                data.Add(format, channels);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(FormatsAndChannels))]
    public void What_is_written_comes_back_within_half_a_step(WavSampleFormat format, int channels)
    {
        AudioBuffer original = Noise(channels, 999);
        var stream = new MemoryStream();
        WavFile.Write(stream, original, format);
        stream.Position = 0;
        using var reader = new WavReader(stream);
        Assert.Equal(original.Length, reader.Length);
        Assert.Equal(format, reader.Format.SampleFormat);
        AudioBuffer copy = reader.ReadToEnd();

        Assert.Equal(original.SampleRate, copy.SampleRate);
        Assert.Equal(original.Length, copy.Length);
        Assert.False(reader.IsTruncated);
        double tolerance = format.IsFloat() ? 0 : 0.5 / (1L << ((8 * format.BytesPerSample()) - 1));
        for (int i = 0; i < copy.Samples.Length; i++)
        {
            Assert.Equal(original.Samples[i], copy.Samples[i], tolerance);
        }
    }

    [Fact]
    public void Every_16_bit_value_survives_exactly()
    {
        var all = new AudioBuffer(48000, 1, 65536);
        for (int i = 0; i < all.Length; i++)
        {
            all.Samples[i] = (i - 32768) / 32768f;
        }

        var stream = new MemoryStream();
        WavFile.Write(stream, all, WavSampleFormat.Int16);
        stream.Position = 0;
        using var reader = new WavReader(stream);
        Assert.Equal(all.Samples.ToArray(), reader.ReadToEnd().Samples.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(160)]
    [InlineData(100_000)]
    public void The_size_of_the_reading_block_does_not_matter(int blockLength)
    {
        AudioBuffer original = Noise(3, 50_000);
        var stream = new MemoryStream();
        WavFile.Write(stream, original, WavSampleFormat.Int24);
        stream.Position = 0;
        using var whole = new WavReader(stream, leaveOpen: true);
        float[] expected = whole.ReadToEnd().Samples.ToArray();

        stream.Position = 0;
        using var reader = new WavReader(stream);
        var block = new float[(blockLength * 3) + 2];
        var planar = new List<float>[] { [], [], [] };
        for (int count = reader.Read(block); count > 0; count = reader.Read(block))
        {
            for (int i = 0; i < count * 3; i++)
            {
                planar[i % 3].Add(block[i]);
            }
        }

        Assert.Equal(expected, planar.SelectMany(c => c).ToArray());
    }

    private static AudioBuffer Noise(int channels, int length)
    {
        var buffer = new AudioBuffer(44100, channels, length);
        var random = new SeededRandom(5);
        foreach (ref float sample in buffer.Samples)
        {
            sample = (float)random.NextDouble(-0.99, 0.99);
        }

        return buffer;
    }
}

using System.Buffers.Binary;
using System.Text;
using Earshot.Signals.Wave;

namespace Earshot.Signals.Tests.Wave;

public sealed class WavWriterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("earshot-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_16_bit_file_of_known_length_has_the_classic_44_bytes()
    {
        var stream = new MemoryStream();
        WavFile.Write(stream, new AudioBuffer(8000, [0.5f, -0.5f]), WavSampleFormat.Int16);
        byte[] expected =
        [
            .. "RIFF"u8, 40, 0, 0, 0, .. "WAVEfmt "u8, 16, 0, 0, 0, 1, 0, 1, 0, 0x40, 0x1F, 0, 0, 0x80, 0x3E, 0, 0, 2, 0, 16, 0,
            .. "data"u8, 4, 0, 0, 0, 0, 0x40, 0, 0xC0,
        ];
        Assert.Equal(expected, stream.ToArray());
    }

    [Theory]
    [InlineData(WavSampleFormat.Float32, 1)]
    [InlineData(WavSampleFormat.Int24, 1)]
    [InlineData(WavSampleFormat.UInt8, 3)]
    public void A_pipe_gets_a_file_that_says_it_ends_where_it_ends(WavSampleFormat format, int channels)
    {
        var memory = new MemoryStream();
        using (var writer = new WavWriter(new PipeLikeStream(memory), 8000, channels, new WavWriterOptions { SampleFormat = format }, leaveOpen: true))
        {
            writer.Write(new float[5 * channels]);
            writer.Complete();
        }

        byte[] bytes = memory.ToArray();
        Assert.Equal(uint.MaxValue, BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(4)));
        using var reader = new WavReader(new PipeLikeStream(new MemoryStream(bytes)));
        Assert.Null(reader.Length);
        Assert.Equal(5, reader.ReadToEnd().Length);
    }

    [Fact]
    public void An_expected_length_makes_the_header_right_on_a_pipe_and_is_held_to()
    {
        var memory = new MemoryStream();
        using var writer = new WavWriter(new PipeLikeStream(memory), 8000, 1, new WavWriterOptions { ExpectedLength = 3 });
        writer.Write([0.1f, 0.2f]);
        Assert.Throws<InvalidOperationException>(writer.Complete);
        writer.Write([0.3f]);
        writer.Complete();
        using var reader = new WavReader(new PipeLikeStream(new MemoryStream(memory.ToArray())));
        Assert.Equal(3, reader.Length);
        Assert.Equal([0.1f, 0.2f, 0.3f], reader.ReadToEnd().Samples.ToArray());
    }

    [Theory]
    [InlineData(WavSampleFormat.UInt8, 3)]
    [InlineData(WavSampleFormat.Int24, 1)]
    [InlineData(WavSampleFormat.Int16, 2)]
    public void Past_the_limit_of_32_bits_a_file_becomes_RF64(WavSampleFormat format, int channels)
    {
        // The limit is set to 1000 bytes; the file at 4 GiB itself is a slow test.
        foreach (int length in new[] { 10, 1001 })
        {
            var stream = new MemoryStream();
            using var writer = new WavWriter(stream, null, 8000, channels, new WavWriterOptions { SampleFormat = format }, leaveOpen: true, riffLimit: 1000);
            for (int n = 0; n < length; n++)
            {
                writer.Write(Enumerable.Repeat(0.5f, channels).ToArray());
            }

            writer.Complete();
            byte[] bytes = stream.ToArray();
            Assert.Equal(0, bytes.Length % 2);
            Assert.Equal(length == 10 ? "RIFF" : "RF64", Encoding.ASCII.GetString(bytes[..4]));
            if (length > 10)
            {
                Assert.Equal((ulong)bytes.Length - 8, BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(20)));
                Assert.Equal((ulong)(length * channels * format.BytesPerSample()), BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(28)));
                Assert.Equal((ulong)length, BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(36)));
            }

            using var reader = new WavReader(new MemoryStream(bytes));
            AudioBuffer buffer = reader.ReadToEnd();
            Assert.Equal(length, buffer.Length);
            Assert.All(buffer.Samples.ToArray(), x => Assert.Equal(0.5f, x));
        }
    }

    [Fact]
    public void Without_room_for_RF64_a_file_ends_at_the_limit()
    {
        using var writer = new WavWriter(new MemoryStream(), null, 8000, 1, new WavWriterOptions { ReserveRf64 = false }, leaveOpen: false, riffLimit: 1000);
        Assert.Throws<IOException>(() => writer.Write(new float[300]));
    }

    [Fact]
    public void A_file_appears_only_when_it_is_complete()
    {
        string path = Path.Combine(_folder, "a.wav");
        using (var writer = new WavWriter(path, 8000, 1))
        {
            writer.Write(new float[100]);
        }

        Assert.Empty(Directory.GetFileSystemEntries(_folder));
        WavFile.Write(path, new AudioBuffer(8000, 1, 100));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder));
        Assert.Equal(100, WavFile.Read(path).Length);
    }

    [Fact]
    public void Reading_and_writing_the_same_file_is_safe()
    {
        string path = Path.Combine(_folder, "a.wav");
        WavFile.Write(path, new AudioBuffer(8000, [0.25f, 0.5f]));
        using (var reader = new WavReader(path))
        using (var writer = new WavWriter(path, 8000, 1))
        {
            var block = new float[1];
            while (reader.Read(block) > 0)
            {
                block[0] = -block[0];
                writer.Write(block);
            }

            writer.Complete();
        }

        Assert.Equal([-0.25f, -0.5f], WavFile.Read(path).Samples.ToArray());
    }

    [Fact]
    public void Writing_into_the_middle_of_a_stream_leaves_what_is_before_it()
    {
        var stream = new MemoryStream();
        stream.Write("before"u8);
        using (var writer = new WavWriter(stream, 8000, 1, leaveOpen: true))
        {
            writer.Write([0.5f]);
            writer.Complete();
        }

        Assert.Equal("beforeRIFF", Encoding.ASCII.GetString(stream.ToArray()[..10]));
        stream.Position = 6;
        using var reader = new WavReader(stream);
        Assert.Equal([0.5f], reader.ReadToEnd().Samples.ToArray());
    }

    [Fact]
    public void Wrong_arguments_are_named()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new WavWriter(new MemoryStream(), 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WavWriter(new MemoryStream(), 8000, 257));
        var bad = new WavWriterOptions { SampleFormat = (WavSampleFormat)99, ExpectedLength = -1 };
        string message = Assert.Throws<ArgumentException>(() => new WavWriter(new MemoryStream(), 8000, 1, bad)).Message;
        Assert.Contains("SampleFormat", message, StringComparison.Ordinal);
        Assert.Contains("ExpectedLength", message, StringComparison.Ordinal);
        using var writer = new WavWriter(new MemoryStream(), 8000, 2);
        Assert.Throws<ArgumentException>(() => writer.Write(new float[3]));
        writer.Complete();
        Assert.Throws<InvalidOperationException>(() => writer.Write(new float[2]));
    }
}

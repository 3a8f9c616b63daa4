using Earshot.Signals.Wave;

namespace Earshot.Signals.Tests.Wave;

public sealed class WavReaderTests
{
    private static readonly byte[] Ramp = WavBytes.Ramp(5);

    public static TheoryData<string> Layouts() => new(Files.Keys);

    private static readonly Dictionary<string, byte[]> Files = new()
    {
        ["plain"] = new WavBytes().Format(1, 1, 8000, 16).Chunk("data", Ramp).ToArray(),
        ["LIST first"] = new WavBytes().Chunk("LIST", new byte[26]).Format(1, 1, 8000, 16).Chunk("data", Ramp).ToArray(),
        ["LIST between"] = new WavBytes().Format(1, 1, 8000, 16).Chunk("LIST", new byte[26]).Chunk("data", Ramp).ToArray(),
        ["LIST last"] = new WavBytes().Format(1, 1, 8000, 16).Chunk("data", Ramp).Chunk("LIST", new byte[26]).ToArray(),
        ["odd chunk, padded"] = new WavBytes().Chunk("bext", new byte[7]).Format(1, 1, 8000, 16).Chunk("data", Ramp).ToArray(),
        ["odd chunk, pad forgotten"] = new WavBytes().Chunk("bext", new byte[7], pad: false).Format(1, 1, 8000, 16).Chunk("data", Ramp).ToArray(),
        ["fmt with a tail"] = new WavBytes().Format(1, 1, 8000, 16, extension: new byte[50]).Chunk("data", Ramp).ToArray(),
        ["second fmt ignored"] = new WavBytes().Format(1, 1, 8000, 16).Format(3, 2, 9000, 32).Chunk("data", Ramp).ToArray(),
        ["size unknown, 0xFFFFFFFF"] = new WavBytes(size: uint.MaxValue).Format(1, 1, 8000, 16).Chunk("data", Ramp, uint.MaxValue).ToArray(),
        ["size unknown, 0"] = new WavBytes(size: 0).Format(1, 1, 8000, 16).Chunk("data", Ramp, 0).ToArray(),
        ["recorder that died"] = new WavBytes(size: 36).Format(1, 1, 8000, 16).Chunk("data", Ramp, 0).ToArray(),
        ["longer than the file"] = new WavBytes().Format(1, 1, 8000, 16).Chunk("data", Ramp, 5000).ToArray(),
        ["sox on a pipe"] = new WavBytes(size: 0x7FFFF024).Format(1, 1, 8000, 16).Chunk("data", Ramp, 0x7FFFF000).ToArray(),
        ["arecord on a pipe"] = new WavBytes(size: 0x80000024).Format(1, 1, 8000, 16).Chunk("data", Ramp, 0x80000000).ToArray(),
        ["half a sample at the end"] = new WavBytes(size: uint.MaxValue).Format(1, 1, 8000, 16).Chunk("data", [.. Ramp, 9], uint.MaxValue, pad: false).ToArray(),
        ["RF64"] = new WavBytes("RF64", uint.MaxValue).Sizes64(100, 10, 5).Format(1, 1, 8000, 16).Chunk("data", Ramp, uint.MaxValue).Chunk("LIST", new byte[8]).ToArray(),
        ["RF64 with a table"] = new WavBytes("RF64", uint.MaxValue).Sizes64(100, 10, 5, ("levl", 6)).Chunk("levl", new byte[6], uint.MaxValue)
            .Format(1, 1, 8000, 16).Chunk("data", Ramp, uint.MaxValue).ToArray(),
        ["BW64"] = new WavBytes("BW64", uint.MaxValue).Sizes64(100, 10, 5).Format(1, 1, 8000, 16).Chunk("data", Ramp, uint.MaxValue).Chunk("chna", new byte[8]).ToArray(),
        ["RF64 on a pipe"] = new WavBytes("RF64", uint.MaxValue).Sizes64(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue).Format(1, 1, 8000, 16)
            .Chunk("data", Ramp, uint.MaxValue).ToArray(),
        ["RF64 without ds64"] = new WavBytes("RF64", uint.MaxValue).Format(1, 1, 8000, 16).Chunk("data", Ramp, uint.MaxValue).ToArray(),
    };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Every_layout_gives_its_samples_from_a_file_and_from_a_pipe(string layout)
    {
        float[] expected = [1 / 32768f, 2 / 32768f, 3 / 32768f, 4 / 32768f, 5 / 32768f];
        foreach (int bytesPerRead in new[] { 1, 3, int.MaxValue })
        {
            using var pipe = new WavReader(new PipeLikeStream(new MemoryStream(Files[layout]), bytesPerRead));
            Assert.Equal(expected, pipe.ReadToEnd().Samples.ToArray());
        }

        using var file = new WavReader(new MemoryStream(Files[layout]));
        Assert.Equal(5, file.Length);
        Assert.Equal(8000, file.SampleRate);
        Assert.Equal(expected, file.ReadToEnd().Samples.ToArray());
    }

    [Theory]
    [InlineData("plain", false, 5)]
    [InlineData("size unknown, 0xFFFFFFFF", false, null)]
    [InlineData("size unknown, 0", false, null)]
    [InlineData("sox on a pipe", false, null)]
    [InlineData("longer than the file", true, 2500)]
    public void A_pipe_promises_what_the_header_says_and_reports_what_is_missing(string layout, bool isTruncated, int? length)
    {
        using var reader = new WavReader(new PipeLikeStream(new MemoryStream(Files[layout])));
        Assert.Equal(length, reader.Length);
        reader.ReadToEnd();
        Assert.Equal(isTruncated, reader.IsTruncated);
    }

    [Fact]
    public void An_empty_recording_with_a_chunk_behind_it_is_empty()
    {
        byte[] bytes = new WavBytes().Format(1, 1, 8000, 16).Chunk("data", []).Chunk("LIST", new byte[10]).ToArray();
        using var file = new WavReader(new MemoryStream(bytes));
        using var pipe = new WavReader(new PipeLikeStream(new MemoryStream(bytes)));
        Assert.Equal(0, file.ReadToEnd().Length);
        Assert.Equal(0, pipe.ReadToEnd().Length);
    }

    [Fact]
    public void A_pipe_gives_samples_as_soon_as_they_are_there()
    {
        using var reader = new WavReader(new PipeLikeStream(new MemoryStream(Files["plain"]), bytesPerRead: 4));
        Assert.Equal(2, reader.Read(new float[100]));
    }

    [Theory]
    [InlineData(8, 8, new byte[] { 0, 128, 255 }, new[] { -1f, 0f, 127 / 128f })]
    [InlineData(16, 12, new byte[] { 0x00, 0x80, 0xF0, 0x7F }, new[] { -1f, 2047 / 2048f })]
    [InlineData(24, 20, new byte[] { 0x00, 0x00, 0x80, 0xF0, 0xFF, 0x7F }, new[] { -1f, 524287 / 524288f })]
    [InlineData(32, 32, new byte[] { 0x00, 0x00, 0x00, 0x80, 0x00, 0x00, 0x00, 0x40 }, new[] { -1f, 0.5f })]
    public void Extensible_integers_sit_in_the_upper_bits(int bits, int validBits, byte[] data, float[] expected)
    {
        byte[] guid = [1, 0, 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];
        byte[] extension = [22, 0, (byte)validBits, 0, 4, 0, 0, 0, .. guid];
        using var reader = new WavReader(new MemoryStream(new WavBytes().Format(0xFFFE, 1, 8000, bits, extension: extension).Chunk("data", data).ToArray()));
        Assert.Equal(validBits, reader.Format.ValidBits);
        Assert.Equal(4u, reader.Format.ChannelMask);
        Assert.Equal(expected, reader.ReadToEnd().Samples.ToArray());
    }

    [Fact]
    public void Doubles_are_read_as_floats()
    {
        byte[] data = [.. BitConverter.GetBytes(0.25), .. BitConverter.GetBytes(-1.5)];
        using var reader = new WavReader(new MemoryStream(new WavBytes().Format(3, 2, 44100, 64).Chunk("data", data).ToArray()));
        Assert.Equal("WAV, 64-bit float", reader.FormatName);
        Assert.Equal([0.25f, -1.5f], reader.ReadToEnd().Samples.ToArray());
    }

    [Fact]
    public void Samples_that_are_not_finite_are_refused_with_their_place_or_read_as_zero()
    {
        byte[] data = [.. BitConverter.GetBytes(1f), .. BitConverter.GetBytes(2f), .. BitConverter.GetBytes(3f), .. BitConverter.GetBytes(float.NaN)];
        byte[] bytes = new WavBytes().Format(3, 2, 44100, 32).Chunk("data", data).ToArray();
        using var strict = new WavReader(new MemoryStream(bytes), "a.wav");
        string message = Assert.Throws<AudioFormatException>(() => strict.ReadToEnd()).Message;
        Assert.Equal("a.wav: sample 1 of channel 1 is NaN; finite samples are expected", message);
        using var lenient = new WavReader(new MemoryStream(bytes), nonFinite: NonFiniteSamples.Zero);
        Assert.Equal([1f, 3f, 2f, 0f], lenient.ReadToEnd().Samples.ToArray());
    }

    [Fact]
    public void Room_for_less_than_one_sample_of_every_channel_is_an_error()
    {
        using var reader = new WavReader(new MemoryStream(WavBytes.Simple(channels: 2)));
        Assert.Throws<ArgumentException>(() => reader.Read(new float[1]));
    }
}

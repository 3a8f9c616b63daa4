using System.Text;
using Earshot.Signals.Wave;

namespace Earshot.Signals.Tests.Wave;

public sealed class HostileWavTests
{
    private static readonly Dictionary<string, byte[]> Files = new()
    {
        ["byte 0: the file is empty"] = [],
        ["byte 0: this looks like an MP3 file"] = [.. "ID3\x04"u8, .. new byte[80]],
        ["byte 0: this looks like a FLAC file"] = [.. "fLaC"u8, .. new byte[80]],
        ["byte 0: this looks like an Ogg Opus file"] = [.. "OggS"u8, .. new byte[24], .. "OpusHead"u8, .. new byte[40]],
        ["byte 0: this looks like an HTML or XML page"] = Encoding.UTF8.GetBytes("\uFEFF\n<!DOCTYPE html><html><title>404</title></html>"),
        ["byte 0: this looks like a RIFF file without WAVE inside"] = [.. "RIFF"u8, 9, 0, 0, 0, .. "AVI "u8, .. new byte[80]],
        ["byte 0: this looks like a big-endian WAV file (RIFX)"] = [.. "RIFX"u8, 0, 0, 0, 9, .. "WAVE"u8, .. new byte[80]],
        ["byte 0: found 000102030405"] = [0, 1, 2, 3, 4, 5],
        ["byte 12: the file ends here"] = new WavBytes().ToArray(),
        ["byte 36: the file ends here"] = new WavBytes().Format(1, 1, 8000, 16).ToArray(),
        ["byte 36: the file ends here; a 'data' chunk"] = [.. new WavBytes().Format(1, 1, 8000, 16).ToArray(), .. "dat"u8],
        ["byte 12: samples without a description"] = new WavBytes().Chunk("data", new byte[8]).ToArray(),
        ["byte 12: a 'fmt ' chunk of 4 bytes"] = new WavBytes().Chunk("fmt ", new byte[4]).Chunk("data", new byte[8]).ToArray(),
        ["byte 12: a 'fmt ' chunk of 4294967295 bytes"] = new WavBytes().Chunk("fmt ", new byte[18], uint.MaxValue).ToArray(),
        ["byte 22: 0 channels"] = new WavBytes().Format(1, 0, 8000, 16).Chunk("data", new byte[8]).ToArray(),
        ["byte 22: 65535 channels"] = new WavBytes().Format(1, 65535, 8000, 16).Chunk("data", new byte[8]).ToArray(),
        ["byte 24: a rate of 0 Hz"] = new WavBytes().Format(1, 1, 0, 16).Chunk("data", new byte[8]).ToArray(),
        ["byte 24: a rate of 4294967295 Hz"] = new WavBytes().Format(1, 1, uint.MaxValue, 16).Chunk("data", new byte[8]).ToArray(),
        ["byte 32: 3 bytes per block"] = new WavBytes().Format(1, 2, 8000, 16, blockAlign: 3).Chunk("data", new byte[8]).ToArray(),
        ["byte 32: 0 bytes per block"] = new WavBytes().Format(1, 2, 8000, 16, blockAlign: 0).Chunk("data", new byte[8]).ToArray(),
        ["byte 34: integers of 0 bits"] = new WavBytes().Format(1, 1, 8000, 0).Chunk("data", new byte[8]).ToArray(),
        ["byte 34: integers of 64 bits"] = new WavBytes().Format(1, 1, 8000, 64).Chunk("data", new byte[8]).ToArray(),
        ["byte 34: floats of 16 bits"] = new WavBytes().Format(3, 1, 8000, 16).Chunk("data", new byte[8]).ToArray(),
        ["byte 20: samples coded as mu-law"] = new WavBytes().Format(7, 1, 8000, 8).Chunk("data", new byte[8]).ToArray(),
        ["byte 20: samples coded as format 0x1234"] = new WavBytes().Format(0x1234, 1, 8000, 8).Chunk("data", new byte[8]).ToArray(),
        ["byte 20: WAVE_FORMAT_EXTENSIBLE in 16 bytes"] = new WavBytes().Format(0xFFFE, 1, 8000, 16).Chunk("data", new byte[8]).ToArray(),
        ["byte 44: samples of sub-format"] = new WavBytes().Format(0xFFFE, 1, 8000, 16, extension: new byte[24]).Chunk("data", new byte[8]).ToArray(),
        ["byte 40: chunk 'LIST' says that it has 4294967280 bytes"] =
            new WavBytes().Format(1, 1, 8000, 16).Chunk("LIST", new byte[8], 0xFFFFFFF0).ToArray(),
        ["byte 40: chunk '????' says"] = new WavBytes().Format(1, 1, 8000, 16).Chunk("\x01\x02\x7F\x03", new byte[8], 999).ToArray(),
        ["byte 12: a 'ds64' chunk of 10 bytes"] = new WavBytes("RF64").Chunk("ds64", new byte[10]).ToArray(),
        ["4096 chunks and no samples yet"] = [.. new WavBytes().Format(1, 1, 8000, 16).ToArray(), .. Enumerable.Repeat<byte[]>([.. "junk"u8, 0, 0, 0, 0], 5000).SelectMany(b => b)],
    };

    public static TheoryData<string> Messages() => new(Files.Keys);

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_broken_file_is_refused_with_its_name_and_the_place(string message)
    {
        foreach (Stream stream in new Stream[] { new MemoryStream(Files[message]), new PipeLikeStream(new MemoryStream(Files[message]), 5) })
        {
            var exception = Assert.Throws<AudioFormatException>(() => new WavReader(stream, "song.wav"));
            Assert.StartsWith("song.wav: byte ", exception.Message, StringComparison.Ordinal);
            Assert.Contains(message, exception.Message, StringComparison.Ordinal);
            Assert.Contains("; ", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_folder_and_a_missing_file_are_refused()
    {
        Assert.Contains("folder", Assert.Throws<AudioFormatException>(() => new WavReader(Path.GetTempPath())).Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => new WavReader(Path.Combine(Path.GetTempPath(), "earshot-is-not-here.wav")));
    }

    [Fact]
    public void The_stream_is_closed_when_it_is_refused_unless_it_is_to_stay_open()
    {
        var kept = new MemoryStream([1, 2, 3]);
        var given = new MemoryStream([1, 2, 3]);
        Assert.Throws<AudioFormatException>(() => new WavReader(kept, leaveOpen: true));
        Assert.Throws<AudioFormatException>(() => new WavReader(given));
        Assert.True(kept.CanRead);
        Assert.False(given.CanRead);
    }

    // 44 bytes that promise 4 GiB, and an RF64 header that promises 16 EiB, must cost what their samples cost.
    [Fact]
    public void Memory_follows_the_bytes_and_not_the_header()
    {
        byte[] riff = new WavBytes().Format(1, 256, 8000, 16).Chunk("data", new byte[1024], 0xFFFFF000 - 1).ToArray();
        byte[] rf64 = new WavBytes("RF64", uint.MaxValue).Sizes64(1UL << 63, 1UL << 63, 1UL << 62).Format(1, 256, 8000, 16).Chunk("data", new byte[1024], uint.MaxValue).ToArray();
        foreach (byte[] bytes in new[] { riff, rf64 })
        {
            foreach (bool isPipe in new[] { false, true })
            {
                var memory = new MemoryStream(bytes);
                long before = GC.GetAllocatedBytesForCurrentThread();
                using var reader = new WavReader(isPipe ? new PipeLikeStream(memory) : memory);
                AudioBuffer buffer = reader.ReadToEnd();
                long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                Assert.Equal(2, buffer.Length);
                Assert.True(reader.IsTruncated);
                Assert.InRange(allocated, 0, 1 << 20);
            }
        }
    }
}

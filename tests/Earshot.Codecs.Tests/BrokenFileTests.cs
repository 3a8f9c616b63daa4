using System.Text;
using Earshot.Signals;
using Earshot.Signals.Randomness;
using Earshot.Signals.Wave;

namespace Earshot.Codecs.Tests;

public sealed class BrokenFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("earshot-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("<!DOCTYPE html>", "this looks like an HTML or XML page")]
    [InlineData("....ftypM4A ", "this looks like an MP4 or M4A file")]
    [InlineData("hello", "found 68656C6C6F")]
    public void What_is_no_audio_is_named(string content, string expected)
    {
        string path = Path.Combine(_folder, "a.wav");
        File.WriteAllText(path, content);
        string message = Assert.Throws<AudioFormatException>(() => AudioFile.Read(path)).Message;
        Assert.StartsWith($"{path}: byte 0: {expected}; WAV, FLAC", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_and_a_missing_file_are_refused()
    {
        Assert.Contains("folder", Assert.Throws<AudioFormatException>(() => AudioFile.Read(_folder)).Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => AudioFile.Read(Path.Combine(_folder, "none.wav")));
        Assert.Contains("folder", Assert.Throws<IOException>(() => WavFile.Write(_folder, new AudioBuffer(8000, 1, 1))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fLaC")]
    [InlineData("OggS........................OpusHead")]
    [InlineData("FORM....AIFF")]
    public void A_right_beginning_with_nothing_behind_it_is_refused_with_its_name(string head)
    {
        Assert.SkipUnless(SndFileLibrary.IsAvailable, "libsndfile is not installed");
        string path = Path.Combine(_folder, "a.bin");
        File.WriteAllBytes(path, [.. Encoding.Latin1.GetBytes(head), .. new byte[100]]);
        Assert.StartsWith(path, Assert.Throws<AudioFormatException>(() => AudioFile.Read(path)).Message, StringComparison.Ordinal);
    }

    // libsndfile's decoders conceal damage, so most damaged files still give samples; none may crash or run away.
    [Theory]
    [InlineData("a.flac", CodecFormat.Flac)]
    [InlineData("a.ogg", CodecFormat.Vorbis)]
    [InlineData("a.opus", CodecFormat.Opus)]
    [InlineData("a.mp3", CodecFormat.Mp3)]
    public void A_damaged_file_gives_samples_or_a_format_error(string name, CodecFormat format)
    {
        Assert.SkipUnless(SndFileLibrary.Supports(format), $"no libsndfile with {format}");
        string path = Path.Combine(_folder, name);
        AudioFile.Write(path, AudioFileRoundTripTests.Tones(16000, 1, 16000));
        byte[] valid = File.ReadAllBytes(path);
        var random = new SeededRandom(17);
        for (int i = 0; i < 100; i++)
        {
            byte[] bytes = valid[..(i % 2 == 0 ? valid.Length : 1 + random.NextInt(valid.Length))];
            for (int n = random.NextInt(8); n > 0; n--)
            {
                bytes[random.NextInt(bytes.Length)] ^= (byte)(1 << random.NextInt(8));
            }

            try
            {
                using IAudioReader reader = AudioFile.Open(new MemoryStream(bytes), "fuzz");
                AudioBuffer buffer = reader.ReadToEnd();
                Assert.InRange(buffer.Samples.Length, 0, 100 * 16000);
            }
            catch (AudioFormatException)
            {
            }
        }
    }

    [Fact]
    public void A_stream_that_fails_keeps_its_own_error()
    {
        Assert.SkipUnless(SndFileLibrary.Supports(CodecFormat.Flac), "no libsndfile with FLAC");
        string path = Path.Combine(_folder, "a.flac");
        AudioFile.Write(path, AudioFileRoundTripTests.Tones(48000, 2, 200_000));
        using var reader = new SndFileReader(new FailingStream(File.ReadAllBytes(path), failAfter: 60_000));
        Assert.Equal("the disk is gone", Assert.Throws<IOException>(() => reader.ReadToEnd()).Message);
    }

    private sealed class FailingStream(byte[] bytes, long failAfter) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => Position < failAfter ? base.Read(buffer) : throw new IOException("the disk is gone");
    }
}

using Earshot.Signals;
using Earshot.Signals.Wave;

namespace Earshot.Codecs.Tests;

public sealed class AudioFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("earshot-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Wav_needs_no_native_library_and_loses_nothing()
    {
        AudioBuffer original = AudioFileRoundTripTests.Tones(44100, 2, 1000);
        string path = Path.Combine(_folder, "a.WAV");
        AudioFile.Write(path, original);
        using IAudioReader reader = AudioFile.Open(path);
        Assert.IsType<WavReader>(reader);
        Assert.Equal(original.Samples.ToArray(), reader.ReadToEnd().Samples.ToArray());
    }

    [Fact]
    public void A_file_is_told_by_its_content_and_not_by_its_name()
    {
        Assert.SkipUnless(SndFileLibrary.Supports(CodecFormat.Flac), "no libsndfile with FLAC");
        AudioBuffer original = AudioFileRoundTripTests.Tones(44100, 1, 1000);
        AudioFile.Write(Path.Combine(_folder, "a.flac"), original);
        File.Move(Path.Combine(_folder, "a.flac"), Path.Combine(_folder, "a.wav"));
        using IAudioReader reader = AudioFile.Open(Path.Combine(_folder, "a.wav"));
        Assert.Contains("FLAC", reader.FormatName, StringComparison.Ordinal);
        Assert.Equal(1000, reader.ReadToEnd().Length);
    }

    [Theory]
    [InlineData("a.wav")]
    [InlineData("a.flac")]
    [InlineData("a.opus")]
    public void A_pipe_gives_the_same_samples_as_the_file(string name)
    {
        Assert.SkipUnless(name == "a.wav" || SndFileLibrary.Supports(CodecFormat.Opus), "no libsndfile with Opus");
        string path = Path.Combine(_folder, name);
        AudioFile.Write(path, AudioFileRoundTripTests.Tones(48000, 2, 10_000));
        var pipe = new Pipe(File.ReadAllBytes(path));
        using (IAudioReader reader = AudioFile.Open(pipe))
        {
            Assert.Equal(AudioFile.Read(path).Samples.ToArray(), reader.ReadToEnd().Samples.ToArray());
        }

        Assert.False(pipe.CanRead);
    }

    [Theory]
    [InlineData("a.wav")]
    [InlineData("a.flac")]
    [InlineData("a.opus")]
    public void A_file_inside_a_stream_is_read_from_where_the_stream_stands(string name)
    {
        Assert.SkipUnless(name == "a.wav" || SndFileLibrary.Supports(CodecFormat.Opus), "no libsndfile with Opus");
        string path = Path.Combine(_folder, name);
        AudioFile.Write(path, AudioFileRoundTripTests.Tones(48000, 2, 10_000));
        using var stream = new MemoryStream([.. new byte[77], .. File.ReadAllBytes(path)]) { Position = 77 };
        using IAudioReader reader = AudioFile.Open(stream);
        Assert.Equal(AudioFile.Read(path).Samples.ToArray(), reader.ReadToEnd().Samples.ToArray());
    }

    [Fact]
    public void A_stream_stays_open_when_asked_and_closes_when_refused()
    {
        var kept = new MemoryStream([1, 2, 3]);
        var given = new Pipe([1, 2, 3]);
        Assert.Throws<AudioFormatException>(() => AudioFile.Open(kept, leaveOpen: true));
        Assert.Throws<AudioFormatException>(() => AudioFile.Open(given));
        Assert.True(kept.CanRead);
        Assert.False(given.CanRead);
    }

    [Theory]
    [InlineData("a.xyz", 8000, 1)]
    [InlineData("a", 8000, 1)]
    [InlineData("a.opus", 44100, 1)]
    [InlineData("a.mp3", 44100, 3)]
    [InlineData("a.flac", 44100, 9)]
    public void What_a_format_does_not_take_is_refused_and_nothing_is_written(string name, int sampleRate, int channels)
    {
        Assert.SkipUnless(SndFileLibrary.Supports(CodecFormat.Mp3), "no libsndfile with MP3");
        string message = Assert.Throws<ArgumentException>(() => AudioFile.Write(Path.Combine(_folder, name), new AudioBuffer(sampleRate, channels, 10))).Message;
        Assert.Contains(sampleRate == 44100 ? $"with {channels} channels at 44100 Hz" : "expected", message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Theory]
    [InlineData("a.wav")]
    [InlineData("a.flac")]
    [InlineData("a.ogg")]
    public void A_file_that_is_given_up_is_removed(string name)
    {
        Assert.SkipUnless(name == "a.wav" || SndFileLibrary.IsAvailable, "libsndfile is not installed");
        using (IAudioWriter writer = AudioFile.Create(Path.Combine(_folder, name), 48000, 1))
        {
            writer.Write(new float[10_000]);
        }

        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void Samples_that_are_not_finite_are_written_as_silence()
    {
        Assert.SkipUnless(SndFileLibrary.Supports(CodecFormat.Flac), "no libsndfile with FLAC");
        foreach (string name in new[] { "a.wav", "a.flac", "a.ogg" })
        {
            string path = Path.Combine(_folder, name);
            AudioFile.Write(path, new AudioBuffer(48000, Enumerable.Repeat(float.NaN, 5000).ToArray()));
            Assert.All(AudioFile.Read(path).Samples.ToArray(), x => Assert.Equal(0, x, 1e-4f));
        }
    }

    [Fact]
    public void Wrong_options_are_listed_together()
    {
        var options = new AudioWriteOptions { FlacBits = 20, Quality = 2 };
        string message = Assert.Throws<ArgumentException>(() => AudioFile.Create(Path.Combine(_folder, "a.wav"), 8000, 1, options)).Message;
        Assert.Contains("FlacBits", message, StringComparison.Ordinal);
        Assert.Contains("Quality", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Better_quality_takes_more_bytes()
    {
        Assert.SkipUnless(SndFileLibrary.Supports(CodecFormat.Mp3), "no libsndfile with MP3");
        foreach (string name in new[] { "a.ogg", "a.opus", "a.mp3" })
        {
            string path = Path.Combine(_folder, name);
            long Size(double quality)
            {
                AudioFile.Write(path, AudioFileRoundTripTests.Tones(48000, 1, 96_000), new AudioWriteOptions { Quality = quality });
                return new FileInfo(path).Length;
            }

            Assert.True(Size(0.9) > 1.3 * Size(0.2), name);
        }
    }

    private sealed class Pipe(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }
    }
}

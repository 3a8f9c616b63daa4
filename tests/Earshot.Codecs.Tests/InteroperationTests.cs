using Earshot.Signals;
using Earshot.Signals.Wave;

namespace Earshot.Codecs.Tests;

/// <summary>WAV and compressed files against ffmpeg, which shares no code with this reader and writer.</summary>
public sealed class InteroperationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("earshot-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(WavSampleFormat.UInt8, 1)]
    [InlineData(WavSampleFormat.Int16, 2)]
    [InlineData(WavSampleFormat.Int24, 1)]
    [InlineData(WavSampleFormat.Int24, 6)]
    [InlineData(WavSampleFormat.Int32, 3)]
    [InlineData(WavSampleFormat.Float32, 2)]
    [InlineData(WavSampleFormat.Float64, 8)]
    public void Ffmpeg_reads_what_is_written(WavSampleFormat format, int channels)
    {
        FfmpegProgram ffmpeg = RequireFfmpeg();
        string path = Path.Combine(_folder, "a.wav");
        WavFile.Write(path, AudioFileRoundTripTests.Tones(44100, channels, 5001), format);
        AudioBuffer expected = WavFile.Read(path);
        string[] raw = ["-f", "f32le", "pipe:1"];
        AssertSame(expected, ffmpeg.Run(["-i", path, .. raw], _ => { }, s => ReadRaw(s, expected), default));

        // As from a pipe, where the header cannot say how long the file is.
        AudioBuffer piped = ffmpeg.Run(
            ["-i", "pipe:0", .. raw],
            input =>
            {
                using var writer = new WavWriter(input, 44100, channels, new WavWriterOptions { SampleFormat = format }, leaveOpen: true);
                writer.Write(expected);
                writer.Complete();
            },
            s => ReadRaw(s, expected),
            default);
        AssertSame(expected, piped);
    }

    [Theory]
    [InlineData("pcm_u8", 1, "never")]
    [InlineData("pcm_s16le", 2, "always")]
    [InlineData("pcm_s24le", 6, "never")]
    [InlineData("pcm_s32le", 1, "auto")]
    [InlineData("pcm_f32le", 2, "never")]
    [InlineData("pcm_f64le", 3, "always")]
    public void What_ffmpeg_writes_is_read(string coder, int channels, string rf64)
    {
        FfmpegProgram ffmpeg = RequireFfmpeg();
        string path = Path.Combine(_folder, "a.wav");
        string[] source = ["-f", "lavfi", "-i", "aevalsrc=0.7*sin(1000*t):s=44100:d=0.2", "-ac", $"{channels}", "-c:a", coder];
        ffmpeg.Run([.. source, "-rf64", rf64, path], _ => { }, s => s.ReadByte(), default);
        AudioBuffer expected = AudioFile.Read(path);
        Assert.Equal(8820, expected.Length);
        Assert.Equal(channels, expected.ChannelCount);
        Assert.InRange(expected.Samples.ToArray().Max(), 0.2f, 0.71f);
        AssertSame(expected, ffmpeg.Run(["-i", path, "-f", "f32le", "pipe:1"], _ => { }, s => ReadRaw(s, expected), default));
        AssertSame(expected, ffmpeg.Run([.. source, "-f", "wav", "pipe:1"], _ => { }, ReadPipe, default));
    }

    [Theory]
    [InlineData("flac", "flac")]
    [InlineData("ogg", "libvorbis")]
    [InlineData("ogg", "libopus")]
    [InlineData("mp3", "libmp3lame")]
    [InlineData("aiff", "pcm_s16be")]
    [InlineData("au", "pcm_s16be")]
    [InlineData("caf", "pcm_s16le")]
    public void Compressed_files_of_ffmpeg_are_read_in_place(string container, string coder)
    {
        FfmpegProgram ffmpeg = RequireFfmpeg();
        Assert.SkipUnless(SndFileLibrary.Supports(CodecFormat.Mp3), "no libsndfile with MP3");
        AudioBuffer original = AudioFileRoundTripTests.Tones(48000, 1, 48_000);
        string path = Path.Combine(_folder, "a");
        WavFile.Write($"{path}.wav", original);
        ffmpeg.Run(["-i", $"{path}.wav", "-c:a", coder, "-f", container, path], _ => { }, s => s.ReadByte(), default);
        using IAudioReader reader = AudioFile.Open(path);
        AudioBuffer copy = reader.ReadToEnd();
        Assert.Equal(original.Length, copy.Length);
        double db = AudioFileRoundTripTests.SignalToErrorDb(original, copy);
        Assert.True(db > 15, $"{db:F1} dB");
    }

    [Fact]
    public void An_mp3_without_a_length_note_is_read_whole()
    {
        FfmpegProgram ffmpeg = RequireFfmpeg();
        Assert.SkipUnless(SndFileLibrary.Supports(CodecFormat.Mp3), "no libsndfile with MP3");
        string path = Path.Combine(_folder, "a.mp3");
        ffmpeg.Run(["-f", "lavfi", "-i", "sine=d=3:r=44100", "-q:a", "4", "-write_xing", "0", "-id3v2_version", "0", path], _ => { }, s => s.ReadByte(), default);
        using IAudioReader reader = AudioFile.Open(path);
        AudioBuffer buffer = reader.ReadToEnd();
        Assert.True(reader.Length is null || reader.Length == buffer.Length, $"{reader.Length}");

        // Without the note the encoder's delay and the padding of the last frame stay: up to three frames of 1152.
        Assert.InRange(buffer.Length, 3 * 44100, (3 * 44100) + (3 * 1152));
    }

    [Fact]
    public void Aac_is_refused_with_the_way_out()
    {
        FfmpegProgram ffmpeg = RequireFfmpeg();
        string path = Path.Combine(_folder, "a.m4a");
        ffmpeg.Run(["-f", "lavfi", "-i", "sine=d=1", path], _ => { }, s => s.ReadByte(), default);
        string message = Assert.Throws<AudioFormatException>(() => AudioFile.Read(path)).Message;
        Assert.Contains("MP4 or M4A", message, StringComparison.Ordinal);
        Assert.Contains("ffmpeg -i", message, StringComparison.Ordinal);
    }

    private static FfmpegProgram RequireFfmpeg()
    {
        FfmpegProgram? ffmpeg = FfmpegProgram.Find();
        Assert.SkipUnless(ffmpeg is not null, "ffmpeg is not installed");
        return ffmpeg;
    }

    private static AudioBuffer ReadRaw(Stream stream, AudioBuffer like) =>
        new RawFloatReader(stream, like.SampleRate, like.ChannelCount, "ffmpeg", leaveOpen: true).ReadToEnd();

    private static AudioBuffer ReadPipe(Stream stream)
    {
        using IAudioReader reader = AudioFile.Open(stream, "ffmpeg", leaveOpen: true);
        Assert.Null(reader.Length);
        return reader.ReadToEnd();
    }

    // ffmpeg scales integers by the same powers of two, so nothing may differ.
    private static void AssertSame(AudioBuffer expected, AudioBuffer actual)
    {
        Assert.Equal(expected.ChannelCount, actual.ChannelCount);
        Assert.Equal(expected.Samples.ToArray(), actual.Samples.ToArray());
    }
}

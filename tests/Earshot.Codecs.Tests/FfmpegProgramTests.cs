using Earshot.Signals;

namespace Earshot.Codecs.Tests;

public sealed class FfmpegProgramTests
{
    [Fact]
    public void It_is_looked_for_on_the_path_and_only_there_unless_chosen()
    {
        Assert.Null(FfmpegProgram.Find(null, null));
        Assert.Null(FfmpegProgram.Find(null, Path.GetTempPath()));
        Assert.Null(FfmpegProgram.Find("/earshot/is/not/here", Environment.GetEnvironmentVariable("PATH")));
        string chosen = Path.GetTempFileName();
        Assert.Equal(chosen, FfmpegProgram.Find(chosen, null)!.Path);
        File.Delete(chosen);
    }

    [Fact]
    public void A_program_that_fails_is_quoted()
    {
        FfmpegProgram? ffmpeg = FfmpegProgram.Find();
        Assert.SkipUnless(ffmpeg is not null, "ffmpeg is not installed");
        string message = Assert.Throws<IOException>(() => ffmpeg.Run(["-i", "/earshot/is/not/here", "-f", "null", "-"], _ => { }, s => s.ReadByte(), default)).Message;
        Assert.Contains("ended with code", message, StringComparison.Ordinal);
        Assert.Contains("/earshot/is/not/here", message, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_is_none_is_named()
    {
        string chosen = Path.GetTempFileName();
        string message = Assert.Throws<IOException>(() => FfmpegProgram.Find(chosen, null)!.Run([], _ => { }, s => s.ReadByte(), default)).Message;
        Assert.StartsWith($"{chosen} did not start", message, StringComparison.Ordinal);
        File.Delete(chosen);
    }

    [Fact]
    public void Cancelling_ends_the_program()
    {
        FfmpegProgram? ffmpeg = FfmpegProgram.Find();
        Assert.SkipUnless(ffmpeg is not null, "ffmpeg is not installed");
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        Assert.Throws<OperationCanceledException>(() =>
            ffmpeg.Run(["-re", "-f", "lavfi", "-i", "anullsrc", "-t", "60", "-f", "null", "-"], _ => { }, s => s.ReadByte(), source.Token));
    }

    [Fact]
    public void A_reader_that_gives_up_ends_the_program()
    {
        FfmpegProgram? ffmpeg = FfmpegProgram.Find();
        Assert.SkipUnless(ffmpeg is not null, "ffmpeg is not installed");
        Assert.Throws<InvalidDataException>(() => ffmpeg.Run<int>(
            ["-f", "lavfi", "-i", "anullsrc", "-t", "3600", "-f", "f32le", "pipe:1"], _ => { }, _ => throw new InvalidDataException(), default));
    }

    [Fact]
    public void A_pass_refuses_what_makes_no_sense()
    {
        var buffer = new AudioBuffer(48000, 1, 100);
        Assert.Throws<ArgumentException>(() => CodecPass.Apply(buffer, CodecFormat.Flac, 64_000));
        Assert.Throws<ArgumentOutOfRangeException>(() => CodecPass.Apply(buffer, CodecFormat.Mp3, 0));
    }
}

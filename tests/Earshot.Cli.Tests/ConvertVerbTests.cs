using Earshot.Cli.Tests.Harness;
using Earshot.Codecs;
using Earshot.Signals;
using Earshot.Signals.Wave;

namespace Earshot.Cli.Tests;

public sealed class ConvertVerbTests
{
    [Fact]
    public async Task Rate_and_channels_are_converted()
    {
        using var folder = new Folder();
        WavFile.Write(folder["in.wav"], Recordings.Sine(44100, 1, 2), WavSampleFormat.Int16);
        ToolResult result = await Tool.RunInsideAsync(["convert", folder["in.wav"], folder["out.wav"], "--rate", "16000", "--channels", "1"]);
        Assert.Equal((0, "", ""), (result.ExitCode, result.Output, result.Error));
        AudioBuffer audio = WavFile.Read(folder["out.wav"]);
        Assert.Equal((16000, 1, 16000), (audio.SampleRate, audio.ChannelCount, audio.Length));
        AudioBuffer expected = Recordings.Sine(16000, 1, 1);
        for (int i = 1000; i < 15000; i++)
        {
            // Two roundings to 16 bits and the ripple of the resampler.
            Assert.Equal(expected.Samples[i], audio.Samples[i], 2e-3f);
        }
    }

    [Fact]
    public async Task A_pipe_in_and_a_pipe_out_carry_the_same_samples()
    {
        byte[] wav = Recordings.Wav(Recordings.Sine(channelCount: 2));
        ToolResult result = await Tool.RunAsync(["convert", "-", "-"], wav);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        using var reader = new WavReader(new MemoryStream(result.OutputBytes));
        AudioBuffer audio = reader.ReadToEnd();
        Assert.Equal(Recordings.Wav(audio), wav);
    }

    [Fact]
    public async Task Raw_floats_go_through_unchanged()
    {
        byte[] raw = Recordings.Raw(Recordings.Sine());
        ToolResult result = await Tool.RunAsync(["convert", "-", "-", "--raw-rate", "16000", "--format", "raw"], raw);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(raw, result.OutputBytes);
    }

    [Fact]
    public async Task A_compressed_file_is_read_and_written()
    {
        Assert.SkipUnless(SndFileLibrary.IsAvailable, "libsndfile is not installed");
        using var folder = new Folder();
        WavFile.Write(folder["in.wav"], Recordings.Sine(), WavSampleFormat.Int16);
        Assert.Equal(0, (await Tool.RunInsideAsync(["convert", folder["in.wav"], folder["a.flac"]])).ExitCode);
        ToolResult result = await Tool.RunInsideAsync(["convert", "-", folder["out.wav"]], await File.ReadAllBytesAsync(folder["a.flac"]));
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(WavFile.Read(folder["in.wav"]).Samples.ToArray(), WavFile.Read(folder["out.wav"]).Samples.ToArray());
    }

    [Fact]
    public async Task Samples_beyond_full_scale_are_reported()
    {
        byte[] raw = Recordings.Raw(Recordings.Sine(amplitude: 2));
        ToolResult result = await Tool.RunInsideAsync(["convert", "-", "-", "--raw-rate", "16000"], raw);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("clipped", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_input_leaves_the_old_output_and_nothing_else()
    {
        using var folder = new Folder();
        await File.WriteAllTextAsync(folder["out.wav"], "as it was");
        byte[] wav = Recordings.Raw(Recordings.Sine());
        BitConverter.TryWriteBytes(wav.AsSpan(60000), float.NaN);
        ToolResult result = await Tool.RunAsync(["convert", "-", folder["out.wav"], "--raw-rate", "16000"], wav);
        result.AssertOneLine(1, "standard input");
        Assert.Equal("as it was", await File.ReadAllTextAsync(folder["out.wav"]));
        Assert.Equal(["out.wav"], folder.Names);
    }

    [Fact]
    public async Task The_input_is_never_the_output()
    {
        using var folder = new Folder();
        WavFile.Write(folder["in.wav"], Recordings.Sine(), WavSampleFormat.Int16);
        byte[] before = await File.ReadAllBytesAsync(folder["in.wav"]);
        File.CreateSymbolicLink(folder["link.wav"], folder["in.wav"]);
        (await Tool.RunInsideAsync(["convert", folder["in.wav"], folder["in.wav"]])).AssertOneLine(2, "replace the input");
        (await Tool.RunInsideAsync(["convert", folder["in.wav"], folder["link.wav"]])).AssertOneLine(2, "replace the input");
        Assert.Equal(before, await File.ReadAllBytesAsync(folder["in.wav"]));
    }

    [Fact]
    public async Task An_output_that_cannot_be_is_one_line()
    {
        using var folder = new Folder();
        WavFile.Write(folder["in.wav"], Recordings.Sine(), WavSampleFormat.Int16);
        (await Tool.RunInsideAsync(["convert", folder["in.wav"], folder.Path])).AssertOneLine(1, "folder");
        (await Tool.RunInsideAsync(["convert", folder["in.wav"], folder["no/such/a.wav"]])).AssertOneLine(1, "no folder");
        (await Tool.RunInsideAsync(["convert", folder["in.wav"], folder["a.txt"]])).AssertOneLine(2, ".flac");
        (await Tool.RunInsideAsync(["convert", folder["in.wav"], folder["a.wav"], "--format", "raw"])).AssertOneLine(2, "standard output");
        (await Tool.RunInsideAsync(["convert", "-", folder["a.wav"], "--channels", "3"], Recordings.Wav(Recordings.Sine(channelCount: 2))))
            .AssertOneLine(2, "--channels");
        Assert.Equal(["in.wav"], folder.Names);
    }
}

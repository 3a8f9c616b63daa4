using System.Text.Json;
using Earshot.Cli.Tests.Harness;
using Earshot.Signals;
using Earshot.Signals.Wave;

namespace Earshot.Cli.Tests;

public sealed class InfoVerbTests
{
    [Theory]
    [InlineData(8000, 1)]
    [InlineData(44100, 2)]
    [InlineData(96000, 1)]
    [InlineData(48000, 6)]
    public async Task A_sine_has_the_figures_of_a_sine(int sampleRate, int channelCount)
    {
        byte[] wav = Recordings.Wav(Recordings.Sine(sampleRate, 4, channelCount));
        JsonElement info = await InfoAsync(wav, "-");
        Assert.Equal(sampleRate, info.GetProperty("sampleRateHz").GetInt32());
        Assert.Equal(channelCount, info.GetProperty("channelCount").GetInt32());
        Assert.Equal(4, info.GetProperty("durationSeconds").GetDouble(), 1e-9);
        // A sine of amplitude 0.5: peak -6.02 dB, RMS another 3.01 dB lower.
        Assert.Equal(-6.02, info.GetProperty("peakDbfs").GetDouble(), 0.02);
        Assert.Equal(-6.02, info.GetProperty("truePeakDbtp").GetDouble(), 0.05);
        Assert.Equal(-9.03, info.GetProperty("rmsDbfs").GetDouble(), 0.02);
        Assert.Equal(0, info.GetProperty("dcOffset").GetDouble(), 1e-4);
        Assert.Equal(0, info.GetProperty("clippedSamples").GetInt64());
        Assert.True(double.IsFinite(info.GetProperty("integratedLufs").GetDouble()));
    }

    [Fact]
    public async Task Silence_has_no_levels()
    {
        JsonElement info = await InfoAsync(Recordings.Wav(new AudioBuffer(16000, 1, 16000)), "-");
        foreach (string name in new[] { "peakDbfs", "truePeakDbtp", "rmsDbfs", "integratedLufs", "loudnessRangeLu" })
        {
            Assert.Equal(JsonValueKind.Null, info.GetProperty(name).ValueKind);
        }
    }

    [Fact]
    public async Task Clipping_is_counted()
    {
        JsonElement info = await InfoAsync(Recordings.Wav(Recordings.Sine(amplitude: 2)), "-");
        // |2 sin x| >= 1 for two thirds of the time.
        Assert.InRange(info.GetProperty("clippedSamples").GetInt64(), 0.6 * 16000, 0.7 * 16000);
    }

    [Fact]
    public async Task A_recording_without_samples_is_described()
    {
        JsonElement info = await InfoAsync(Recordings.Wav(new AudioBuffer(16000, 2, 0)), "-");
        Assert.Equal(0, info.GetProperty("lengthSamples").GetInt64());
        Assert.Equal(JsonValueKind.Null, info.GetProperty("peakDbfs").ValueKind);
    }

    [Fact]
    public async Task Raw_floats_give_the_same_figures_as_their_WAV()
    {
        AudioBuffer audio = Recordings.Sine();
        JsonElement wav = await InfoAsync(Recordings.Wav(audio, WavSampleFormat.Float32), "-");
        JsonElement raw = await InfoAsync(Recordings.Raw(audio), "-", "--raw-rate", "16000");
        foreach (string name in new[] { "lengthSamples", "peakDbfs", "rmsDbfs", "integratedLufs" })
        {
            Assert.Equal(wav.GetProperty(name).GetRawText(), raw.GetProperty(name).GetRawText());
        }
    }

    [Fact]
    public async Task The_process_reads_a_file_and_a_pipe_alike()
    {
        using var folder = new Folder();
        byte[] wav = Recordings.Wav(Recordings.Sine());
        await File.WriteAllBytesAsync(folder["a.wav"], wav);
        ToolResult file = await Tool.RunAsync(["info", "a.wav"], folder: folder.Path);
        ToolResult pipe = await Tool.RunAsync(["info", "-"], wav);
        Assert.Equal(0, file.ExitCode);
        Assert.Empty(file.Error);
        Assert.Equal(file.OutputLines[1..], pipe.OutputLines[1..]);
        Assert.Contains("16000 Hz", file.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_spectrogram_is_a_picture_of_its_kind()
    {
        using var folder = new Folder();
        byte[] wav = Recordings.Wav(Recordings.Bursts());
        Assert.Equal(0, (await Tool.RunInsideAsync(["info", "-", "--spectrogram", folder["a.svg"]], wav)).ExitCode);
        Assert.Equal(0, (await Tool.RunInsideAsync(["info", "-", "--spectrogram", folder["a.png"]], wav)).ExitCode);
        Assert.Contains("<svg", await File.ReadAllTextAsync(folder["a.svg"]), StringComparison.Ordinal);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], (await File.ReadAllBytesAsync(folder["a.png"]))[..4]);
        (await Tool.RunInsideAsync(["info", "-", "--spectrogram", folder["a.bmp"]], wav)).AssertOneLine(2, ".svg");
        byte[] empty = Recordings.Wav(new AudioBuffer(16000, 1, 0));
        (await Tool.RunInsideAsync(["info", "-", "--spectrogram", folder["b.svg"]], empty)).AssertOneLine(1, "no samples");
        Assert.Equal(["a.png", "a.svg"], folder.Names);
    }

    private static async Task<JsonElement> InfoAsync(byte[] input, params string[] arguments)
    {
        ToolResult result = await Tool.RunInsideAsync(["info", "--json", .. arguments], input);
        Assert.Equal("", result.Error);
        Assert.Equal(0, result.ExitCode);
        return JsonDocument.Parse(Assert.Single(result.OutputLines)).RootElement;
    }
}

using System.Text.Json;
using Earshot.Cli.Tests.Harness;
using Earshot.Signals;
using Earshot.Signals.Wave;

namespace Earshot.Cli.Tests;

public sealed class RoomVerbTests
{
    private static readonly string[] FarRoom = ["--distance", "6.1", "--rt60", "0.4", "--snr", "20", "--skew-ppm", "50", "--seed", "1"];

    [Fact]
    public async Task The_far_room_of_the_design_is_simulated_and_told()
    {
        using var folder = new Folder();
        WavFile.Write(folder["in.wav"], Recordings.Bursts(), WavSampleFormat.Int16);
        ToolResult result = await Tool.RunAsync(["room", "in.wav", "out.wav", .. FarRoom, "--json"], folder: folder.Path);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        JsonElement report = JsonDocument.Parse(Assert.Single(result.OutputLines)).RootElement;
        // dc = 0.057 sqrt(2 x 60 / 0.4) = 0.987 m; 20 log10(0.987 / 6.1) = -15.8 dB.
        Assert.Equal(0.987, report.GetProperty("criticalDistanceM").GetDouble(), 1e-3);
        Assert.Equal(-15.8, report.GetProperty("directToReverberantDb").GetDouble(), 0.05);
        Assert.Equal(20, report.GetProperty("snrWideBandDb").GetDouble(), 0.2);
        Assert.True(double.IsFinite(report.GetProperty("snrInBandDb").GetDouble()));
        Assert.InRange(report.GetProperty("rt60MeasuredSeconds").GetDouble(), 0.3, 0.5);
        AudioBuffer heard = WavFile.Read(folder["out.wav"]);
        Assert.Equal(16000, heard.SampleRate);
        Assert.Equal(report.GetProperty("durationSeconds").GetDouble(), heard.Duration.TotalSeconds, 1e-6);
        Assert.True(heard.Duration.TotalSeconds > 4);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_recording_and_another_seed_another()
    {
        byte[] wav = Recordings.Wav(Recordings.Bursts(seconds: 1));
        ToolResult one = await Tool.RunInsideAsync(["room", "-", "-", .. FarRoom], wav);
        ToolResult again = await Tool.RunInsideAsync(["room", "-", "-", .. FarRoom], wav);
        ToolResult other = await Tool.RunInsideAsync(["room", "-", "-", .. FarRoom[..^1], "2"], wav);
        Assert.Equal(0, one.ExitCode);
        Assert.Equal(one.OutputBytes, again.OutputBytes);
        Assert.NotEqual(one.OutputBytes, other.OutputBytes);
    }

    [Fact]
    public async Task The_report_stays_out_of_a_recording_on_standard_output()
    {
        ToolResult result = await Tool.RunAsync(["room", "-", "-", "--json"], Recordings.Wav(Recordings.Bursts(seconds: 1)));
        Assert.Equal(0, result.ExitCode);
        using var reader = new WavReader(new MemoryStream(result.OutputBytes));
        Assert.True(reader.ReadToEnd().Length >= 16000);
        Assert.Equal(1UL, JsonDocument.Parse(Assert.Single(result.ErrorLines)).RootElement.GetProperty("seed").GetUInt64());
    }

    [Theory]
    [InlineData(8000, 1)]
    [InlineData(96000, 2)]
    [InlineData(44100, 6)]
    public async Task Any_rate_and_channel_count_can_be_played(int sampleRate, int channelCount)
    {
        byte[] wav = Recordings.Wav(Recordings.Sine(sampleRate, 0.5, channelCount, amplitude: 2));
        ToolResult result = await Tool.RunInsideAsync(["room", "-", "-", "--agc", .. FarRoom], wav);
        Assert.Equal(0, result.ExitCode);
        using var reader = new WavReader(new MemoryStream(result.OutputBytes));
        Assert.Equal((sampleRate, 1), (reader.SampleRate, reader.ChannelCount));
        Assert.True(reader.ReadToEnd().Duration.TotalSeconds > 0.5);
    }

    [Fact]
    public async Task Silence_stays_without_figures()
    {
        using var folder = new Folder();
        byte[] wav = Recordings.Wav(new AudioBuffer(16000, 1, 16000));
        ToolResult result = await Tool.RunInsideAsync(["room", "-", folder["out.wav"], "--snr", "10", "--json"], wav);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        JsonElement report = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal(JsonValueKind.Null, report.GetProperty("levelDbfs").ValueKind);
        Assert.Equal(JsonValueKind.Null, report.GetProperty("snrWideBandDb").ValueKind);
    }

    [Fact]
    public async Task A_recording_can_be_the_noise()
    {
        using var folder = new Folder();
        WavFile.Write(folder["noise.wav"], Recordings.Sine(22050, 0.5), WavSampleFormat.Int16);
        byte[] wav = Recordings.Wav(Recordings.Bursts(seconds: 2));
        ToolResult result = await Tool.RunInsideAsync(["room", "-", folder["out.wav"], "--snr", "5", "--noise", folder["noise.wav"], "--json"], wav);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(5, JsonDocument.Parse(result.Output).RootElement.GetProperty("snrWideBandDb").GetDouble(), 0.2);
    }

    [Theory]
    [InlineData("--rt60", "-1")]
    [InlineData("--rt60", "nan")]
    [InlineData("--distance", "0")]
    [InlineData("--skew-ppm", "1e9")]
    [InlineData("--band", "4000-3000")]
    [InlineData("--band", "wide")]
    [InlineData("--rate", "1")]
    public async Task A_setting_out_of_range_is_wrong_usage_and_writes_nothing(string option, string value)
    {
        using var folder = new Folder();
        ToolResult result = await Tool.RunInsideAsync(["room", "-", folder["out.wav"], option, value], Recordings.Wav(Recordings.Sine()));
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("earshot: ", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(folder.Names);
    }

    [Fact]
    public async Task A_missing_noise_and_an_empty_recording_are_one_line()
    {
        using var folder = new Folder();
        byte[] wav = Recordings.Wav(Recordings.Sine());
        (await Tool.RunInsideAsync(["room", "-", folder["out.wav"], "--snr", "5", "--noise", "brown"], wav)).AssertOneLine(1, "brown");
        byte[] empty = Recordings.Wav(new AudioBuffer(16000, 1, 0));
        (await Tool.RunInsideAsync(["room", "-", folder["out.wav"]], empty)).AssertOneLine(1, "no samples");
        Assert.Empty(folder.Names);
    }
}

using System.Diagnostics;
using System.Text.Json;
using Earshot.Cli.Tests.Harness;
using Earshot.Signals;

namespace Earshot.Cli.Tests;

public sealed class ListenVerbTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Every_line_of_JSON_is_an_event_with_a_time_in_order()
    {
        ToolResult result = await Tool.RunAsync(["listen", "-", "--json"], Recordings.Wav(Recordings.Bursts()));
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        List<JsonElement> events = [.. result.OutputLines.Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(4, events.Count(e => e.GetProperty("event").GetString() == "level"));
        List<double> times = [.. events.Select(e => e.GetProperty("timeSeconds").GetDouble())];
        Assert.Equal(times.Order(), times);
    }

    [Fact]
    public async Task The_sample_of_the_tour_is_heard_as_speech()
    {
        using Stream sample = typeof(Touring.TourSample).Assembly.GetManifestResourceStream("Earshot.Cli.Assets.sample.wav")!;
        using var bytes = new MemoryStream();
        await sample.CopyToAsync(bytes);
        ToolResult result = await Tool.RunInsideAsync(["listen", "-", "--json"], bytes.ToArray());
        List<JsonElement> events = [.. result.OutputLines.Select(line => JsonDocument.Parse(line).RootElement)];
        double start = events.First(e => e.GetProperty("event").GetString() == "speech-start").GetProperty("timeSeconds").GetDouble();
        double spoken = events.Where(e => e.GetProperty("event").GetString() == "speech-end")
            .Sum(e => e.GetProperty("timeSeconds").GetDouble() - e.GetProperty("startSeconds").GetDouble());
        // The voice begins at 0.35 s and ends at 6.9 s; the music under it rings on.
        Assert.InRange(start, 0.25, 0.6);
        Assert.InRange(spoken, 4, 7.2);
    }

    [Theory]
    [InlineData(8000, 1)]
    [InlineData(96000, 2)]
    [InlineData(11025, 6)]
    public async Task Any_rate_and_channel_count_can_be_heard(int sampleRate, int channelCount)
    {
        byte[] wav = Recordings.Wav(Recordings.Sine(sampleRate, 2.5, channelCount));
        ToolResult result = await Tool.RunInsideAsync(["listen", "-"], wav);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        string[] levels = [.. result.OutputLines.Where(l => l.Contains("level", StringComparison.Ordinal))];
        Assert.Equal(3, levels.Length);
        Assert.All(levels, l => Assert.Contains("-9.0 dBFS", l, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Silence_is_called_silence()
    {
        ToolResult result = await Tool.RunInsideAsync(["listen", "-"], Recordings.Wav(new AudioBuffer(16000, 1, 16000)));
        Assert.Contains("silence", Assert.Single(result.OutputLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_live_stream_is_reported_while_it_runs_and_ends_with_its_reader()
    {
        byte[] wav = Recordings.Wav(Recordings.Bursts(seconds: 3));
        // The header of a live stream: the size is unknown.
        BitConverter.TryWriteBytes(wav.AsSpan(4), uint.MaxValue);
        BitConverter.TryWriteBytes(wav.AsSpan(40), uint.MaxValue);
        using Process process = Tool.Start(["listen", "-"]);
        using var limit = new CancellationTokenSource(Patience);
        Stream input = process.StandardInput.BaseStream;
        await input.WriteAsync(wav, limit.Token);
        await input.FlushAsync(limit.Token);
        string? first = await process.StandardOutput.ReadLineAsync(limit.Token);
        Assert.Contains("level", first, StringComparison.Ordinal);

        // The reader goes; the next events have nobody to go to.
        process.StandardOutput.Close();
        try
        {
            while (!process.HasExited)
            {
                limit.Token.ThrowIfCancellationRequested();
                await input.WriteAsync(new byte[16000], limit.Token);
                await input.FlushAsync(limit.Token);
            }
        }
        catch (IOException)
        {
            // Its input is closed: it ended.
        }

        await process.WaitForExitAsync(limit.Token);
        Assert.Equal("", await process.StandardError.ReadToEndAsync(limit.Token));
        Assert.Equal(0, process.ExitCode);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_ends_the_waiting_for_a_silent_stream(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals of Unix");
        using Process process = Tool.Start(["listen", "-"]);
        using var limit = new CancellationTokenSource(Patience);
        byte[] wav = Recordings.Wav(Recordings.Sine(seconds: 2));
        BitConverter.TryWriteBytes(wav.AsSpan(40), uint.MaxValue);
        await process.StandardInput.BaseStream.WriteAsync(wav, limit.Token);
        await process.StandardInput.BaseStream.FlushAsync(limit.Token);

        // A first line proves that the tool is past its start and listens.
        Assert.NotNull(await process.StandardOutput.ReadLineAsync(limit.Token));
        using Process kill = Process.Start(new ProcessStartInfo("kill", [$"-{signal}", $"{process.Id}"]) { UseShellExecute = false })!;
        await process.WaitForExitAsync(limit.Token);
        Assert.Equal(130, process.ExitCode);
        Assert.Equal("earshot: cancelled\n", await process.StandardError.ReadToEndAsync(limit.Token));
    }
}

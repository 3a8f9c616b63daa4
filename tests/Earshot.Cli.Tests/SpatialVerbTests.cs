using System.Text.Json;
using Earshot.Cli.Tests.Harness;
using Earshot.Signals;
using Earshot.Signals.Wave;

namespace Earshot.Cli.Tests;

public sealed class SpatialVerbTests
{
    [Fact]
    public async Task A_design_writes_filters_report_and_exports()
    {
        using var folder = new Folder();
        ToolResult result = await Tool.RunInsideAsync(["spatial", "design", "bar-16", "--out", folder["out"]]);
        Assert.Equal(0, result.ExitCode);
        string[] names = [.. Directory.EnumerateFiles(folder["out"]).Select(p => Path.GetFileName(p)).Order(StringComparer.Ordinal)];
        Assert.Contains("bar-16-48000-left-right.wav", names);
        Assert.Contains("bar-16-44100-all.wav", names);
        Assert.Contains("bar-16-48000-camilladsp.yml", names);
        Assert.Contains("bar-16-48000-equalizer-apo.txt", names);
        Assert.Contains("bar-16-48000-pipewire.conf", names);
        Assert.Contains("bar-16-48000.h", names);

        AudioBuffer all = WavFile.Read(Path.Combine(folder["out"], "bar-16-48000-all.wav"));
        Assert.Equal(6, all.ChannelCount);
        AudioBuffer one = WavFile.Read(Path.Combine(folder["out"], "bar-16-48000-left-right.wav"));
        Assert.True(one.Samples.SequenceEqual(all.Channel(1)), "the second channel is from left to the right driver");

        using JsonDocument report = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder["out"], "report.json")));
        Assert.True(report.RootElement.GetProperty("score").GetProperty("separationDb").GetDouble() > 16);
        string page = await File.ReadAllTextAsync(Path.Combine(folder["out"], "report.html"));
        Assert.Equal(8, page.Split("<figure>").Length - 1);
        string yaml = await File.ReadAllTextAsync(Path.Combine(folder["out"], "bar-16-48000-camilladsp.yml"));
        Assert.All(yaml.Split('\n').Where(l => l.Contains("filename: ", StringComparison.Ordinal)), line =>
            Assert.Contains(line.Split("filename: ")[1].Split(',')[0], names));
    }

    [Fact]
    public async Task A_score_is_figures_as_text_or_json_and_a_missed_limit_is_code_3()
    {
        using var folder = new Folder();
        ToolResult text = await Tool.RunInsideAsync(["spatial", "score", "bar-16"]);
        Assert.Equal(0, text.ExitCode);
        Assert.Contains("boost", text.Output, StringComparison.Ordinal);
        string device = Device().Replace("\"name\"", "\"limits\": { \"separation\": 29 }, \"name\"", StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder["device.json"], device);
        ToolResult missed = await Tool.RunInsideAsync(["spatial", "score", folder["device.json"], "--json"]);
        Assert.Equal(3, missed.ExitCode);
        using JsonDocument json = JsonDocument.Parse(missed.Output);
        Assert.Equal(1, json.RootElement.GetProperty("missed").GetArrayLength());
    }

    [Fact]
    public async Task Race_is_a_baseline_that_a_design_beats()
    {
        ToolResult result = await Tool.RunInsideAsync(["spatial", "compare", "bar-16", "race", "--json"]);
        Assert.Equal(0, result.ExitCode);
        double[] separations = [.. result.OutputLines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("separationDb").GetDouble())];
        Assert.True(separations[0] > separations[1] + 8, string.Join(", ", separations));
    }

    [Fact]
    public async Task Rendering_gives_a_channel_a_driver_two_ears_or_the_input_itself()
    {
        using var folder = new Folder();
        AudioBuffer song = Recordings.Sine(48000, 0.5, 2);
        await File.WriteAllBytesAsync(folder["in.wav"], Recordings.Wav(song, WavSampleFormat.Float32));
        Assert.Equal(0, (await Tool.RunInsideAsync(["spatial", "render", folder["in.wav"], folder["d.wav"], "--device", "round-17", "--format", "float32"])).ExitCode);
        AudioBuffer drivers = WavFile.Read(folder["d.wav"]);
        Assert.Equal((3, song.Length), (drivers.ChannelCount, drivers.Length));
        Assert.True(drivers.Samples.ToArray().All(s => Math.Abs(s) <= 1), "the default gain keeps a sine from clipping");
        Assert.Equal(0, (await Tool.RunInsideAsync(["spatial", "render", folder["in.wav"], folder["e.wav"], "--binaural", "--format", "float32"])).ExitCode);
        Assert.Equal(2, WavFile.Read(folder["e.wav"]).ChannelCount);
        Assert.Equal(0, (await Tool.RunInsideAsync(["spatial", "render", folder["in.wav"], folder["h.wav"], "--headphones"])).ExitCode);
        Assert.Equal(0, (await Tool.RunInsideAsync(["spatial", "render", folder["in.wav"], folder["b.wav"], "--strength", "0", "--format", "float32"])).ExitCode);
        Assert.True(song.Samples.SequenceEqual(WavFile.Read(folder["b.wav"]).Samples), "strength 0 is the input bit for bit");
    }

    [Fact]
    public async Task A_room_a_plot_and_a_preset_come_out()
    {
        using var folder = new Folder();
        ToolResult room = await Tool.RunInsideAsync(["spatial", "room", "round-17", "--json"]);
        Assert.Equal(0, room.ExitCode);
        JsonElement figures = JsonDocument.Parse(room.Output).RootElement;
        Assert.True(figures.GetProperty("directToReverberantDb").GetDouble() > figures.GetProperty("equalDirectToReverberantDb").GetDouble() + 3);
        Assert.Equal(0, (await Tool.RunInsideAsync(["spatial", "plot", "bar-16", folder["p.svg"], "--kind", "polar"])).ExitCode);
        Assert.StartsWith("<svg", await File.ReadAllTextAsync(folder["p.svg"]), StringComparison.Ordinal);
        ToolResult preset = await Tool.RunInsideAsync(["spatial", "preset", "bar-30"]);
        Assert.Equal("bar-30", JsonDocument.Parse(preset.Output).RootElement.GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("\"position\": [0, 0.08, 0]", "\"position\": [0, -0.08, 0]", "device.json:6: driver right is on top")]
    [InlineData("\"distance\": 2", "\"distance\": 2, \"colour\": 1", "device.json:8: \"listener.colour\" is not known")]
    [InlineData("\"distance\": 2", "\"distance\": 99", "device.json:8: listener distance is 99")]
    [InlineData("[48000]", "[8000]", "device.json:3: a rate of 8000 Hz")]
    [InlineData("\"distance\": 2", "\"distance\": \"far\"", "device.json:8: listener.distance should be a number")]
    [InlineData("] }", "] ", "broken JSON")]
    public async Task A_broken_or_impossible_device_is_one_line_with_its_place(string find, string replace, string expected)
    {
        using var folder = new Folder();
        string device = Device();
        int at = device.LastIndexOf(find, StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder["device.json"], string.Concat(device.AsSpan(0, at), replace, device.AsSpan(at + find.Length)));
        ToolResult result = await Tool.RunInsideAsync(["spatial", "design", folder["device.json"], "--out", folder["out"]]);
        result.AssertOneLine(1, expected);
        Assert.False(Directory.Exists(folder["out"]), "nothing is written");
    }

    [Fact]
    public async Task A_listener_inside_the_body_is_refused()
    {
        using var folder = new Folder();
        string device = Device()
            .Replace("\"sampleRates\"", "\"body\": { \"kind\": \"sphere\", \"radius\": 0.5 }, \"sampleRates\"", StringComparison.Ordinal)
            .Replace("[0, -0.08, 0]", "[0, -0.5, 0]", StringComparison.Ordinal)
            .Replace("[0, 0.08, 0]", "[0, 0.5, 0]", StringComparison.Ordinal)
            .Replace("\"distance\": 2", "\"distance\": 0.4", StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder["device.json"], device);
        (await Tool.RunInsideAsync(["spatial", "score", folder["device.json"]])).AssertOneLine(1, "inside");
    }

    [Fact]
    public async Task Broken_recordings_and_heads_leave_nothing_behind()
    {
        using var folder = new Folder();
        await File.WriteAllBytesAsync(folder["empty.wav"], []);
        await File.WriteAllBytesAsync(folder["five.wav"], Recordings.Wav(Recordings.Sine(48000, 0.1, 5)));
        await File.WriteAllBytesAsync(folder["cut.sofa"], [0x89, .. "HDF\r\n"u8, 0x1a, 0x0a, 2, 8, 8, 0]);
        await File.WriteAllBytesAsync(folder["in.wav"], Recordings.Wav(Recordings.Sine(48000, 0.1, 2)));
        string[] before = folder.Names;
        (await Tool.RunInsideAsync(["spatial", "render", folder["empty.wav"], folder["o.wav"]])).AssertOneLine(1, "empty.wav");
        (await Tool.RunInsideAsync(["spatial", "render", folder["five.wav"], folder["o.wav"]])).AssertOneLine(2, "5 channels");
        (await Tool.RunInsideAsync(["spatial", "render", folder["in.wav"], folder["o.wav"], "--binaural", "--head", folder["cut.sofa"]])).AssertOneLine(1, "cut.sofa");
        (await Tool.RunInsideAsync(["spatial", "score", "bar-16", "--head", folder["none.sofa"]])).AssertOneLine(1, "no such file");
        (await Tool.RunInsideAsync(["spatial", "score", "nothing.json"])).AssertOneLine(1, "no such file");
        (await Tool.RunInsideAsync(["spatial", "room", "round-17", "--size", "5x4"])).AssertOneLine(2, "--size");
        (await Tool.RunInsideAsync(["spatial", "preset", "brick"])).AssertOneLine(2, "bar-16");
        Assert.Equal(before, folder.Names);
    }

    private static string Device() => """
        {
          "name": "bar",
          "sampleRates": [48000],
          "drivers": [
            { "id": "left", "position": [0, -0.08, 0] },
            { "id": "right", "position": [0, 0.08, 0] }
          ],
          "listener": { "distance": 2 }
        }
        """;
}

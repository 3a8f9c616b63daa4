using System.Text.Json;
using Earshot.Cli.Tests.Harness;
using Earshot.Signals;
using Earshot.Signals.Randomness;
using Earshot.Signals.Wave;
using Earshot.Watermarking.Keys;

namespace Earshot.Cli.Tests;

public sealed class WatermarkVerbTests
{
    [Fact]
    public async Task What_was_embedded_is_found_with_its_payload_and_only_with_its_key()
    {
        using var folder = new Folder();
        WavFile.Write(folder["in.wav"], Programme(8), WavSampleFormat.Int16);
        ToolResult made = await Tool.RunAsync(["watermark", "keygen", folder["key.json"], "--seed", "one"]);
        Assert.Equal((0, WatermarkKey.FromSeed("one").Id, ""), (made.ExitCode, Assert.Single(made.OutputLines), made.Error));
        await Tool.RunInsideAsync(["watermark", "keygen", folder["other.json"], "--seed", "two"]);
        ToolResult embedded = await Tool.RunInsideAsync(
            ["watermark", "embed", folder["in.wav"], folder["out.wav"], "--key", folder["key.json"], "--at", "1", "--payload", "1F2E", "--json"]);
        Assert.Equal((0, ""), (embedded.ExitCode, embedded.Error));
        JsonElement report = JsonDocument.Parse(Assert.Single(embedded.OutputLines)).RootElement;
        Assert.Equal(1, report.GetProperty("startSeconds").GetDouble(), 0.01);
        Assert.Equal("1F2E", report.GetProperty("payload").GetString());

        ToolResult found = await Tool.RunAsync(["watermark", "detect", folder["out.wav"], "--key", folder["key.json"], "--json"]);
        Assert.Equal((0, ""), (found.ExitCode, found.Error));
        JsonElement[] events = [.. found.OutputLines.Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(["watermark", "watermark-payload"], events.Select(e => e.GetProperty("event").GetString()));
        Assert.Equal(1, events[0].GetProperty("startSeconds").GetDouble(), 0.02);
        Assert.Equal("1F2E", events[1].GetProperty("payload").GetString());

        ToolResult wrongKey = await Tool.RunInsideAsync(["watermark", "detect", folder["out.wav"], "--key", folder["other.json"]]);
        Assert.Equal((0, ""), (wrongKey.ExitCode, wrongKey.Output));
        Assert.Contains("no mark", Assert.Single(wrongKey.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(3, (await Tool.RunInsideAsync(["watermark", "detect", folder["out.wav"], "--key", folder["other.json"], "--expect"])).ExitCode);

        ToolResult heard = await Tool.RunInsideAsync(["listen", folder["out.wav"], "--key", folder["key.json"], "--json"]);
        Assert.Contains("\"event\":\"watermark-payload\"", heard.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mark_tells_the_reverberation_of_its_path()
    {
        using var folder = new Folder();
        WavFile.Write(folder["in.wav"], Programme(6), WavSampleFormat.Int16);
        await Tool.RunInsideAsync(["watermark", "keygen", folder["key.json"], "--seed", "one"]);
        await Tool.RunInsideAsync(["watermark", "embed", folder["in.wav"], folder["out.wav"], "--key", folder["key.json"]]);
        await Tool.RunInsideAsync(["room", folder["out.wav"], folder["far.wav"], "--distance", "2", "--rt60", "0.5", "--snr", "25", "--seed", "1"]);
        ToolResult heard = await Tool.RunInsideAsync(["watermark", "room", folder["far.wav"], "--key", folder["key.json"], "--json"]);
        JsonElement report = JsonDocument.Parse(Assert.Single(heard.OutputLines)).RootElement;
        Assert.InRange(report.GetProperty("rt60Seconds").GetDouble(), 0.3, 0.8);
        ToolResult nothing = await Tool.RunInsideAsync(["watermark", "room", folder["in.wav"], "--key", folder["key.json"]]);
        Assert.Equal((0, ""), (nothing.ExitCode, nothing.Output));
        Assert.Contains("no mark", Assert.Single(nothing.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipe_carries_the_marked_recording_and_nothing_else()
    {
        using var folder = new Folder();
        await Tool.RunInsideAsync(["watermark", "keygen", folder["key.json"]]);
        ToolResult embedded = await Tool.RunAsync(["watermark", "embed", "-", "-", "--key", folder["key.json"]], Recordings.Wav(Programme(3)));
        Assert.Equal(0, embedded.ExitCode);
        Assert.Contains("event mark", Assert.Single(embedded.ErrorLines), StringComparison.Ordinal);
        ToolResult found = await Tool.RunInsideAsync(["watermark", "detect", "-", "--key", folder["key.json"], "--expect"], embedded.OutputBytes);
        Assert.Equal((0, ""), (found.ExitCode, found.Error));
        Assert.Contains("event mark", Assert.Single(found.OutputLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_plot_shows_score_threshold_and_mark()
    {
        using var folder = new Folder();
        await Tool.RunInsideAsync(["watermark", "keygen", folder["key.json"]]);
        WavFile.Write(folder["in.wav"], Programme(3), WavSampleFormat.Int16);
        await Tool.RunInsideAsync(["watermark", "embed", folder["in.wav"], folder["out.wav"], "--key", folder["key.json"]]);
        string[] plot = ["watermark", "plot", folder["out.wav"], "--key", folder["key.json"]];
        (await Tool.RunInsideAsync([.. plot, folder["score.gif"]])).AssertOneLine(2, ".svg");
        ToolResult result = await Tool.RunInsideAsync([.. plot, folder["score.svg"]]);
        Assert.Equal((0, "", ""), (result.ExitCode, result.Output, result.Error));
        string svg = await File.ReadAllTextAsync(folder["score.svg"]);
        Assert.Contains("threshold", svg, StringComparison.Ordinal);
        Assert.Contains(">found<", svg, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_for_its_owner_and_is_replaced_only_when_asked()
    {
        using var folder = new Folder();
        string path = folder["key.json"];
        await Tool.RunInsideAsync(["watermark", "keygen", path]);
        string before = await File.ReadAllTextAsync(path);
        (await Tool.RunInsideAsync(["watermark", "keygen", path])).AssertOneLine(1, "--force");
        Assert.Equal(before, await File.ReadAllTextAsync(path));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.OtherRead);
        }

        Assert.Equal(0, (await Tool.RunInsideAsync(["watermark", "keygen", path, "--force"])).ExitCode);
        Assert.NotEqual(before, await File.ReadAllTextAsync(path));
        Assert.Equal(["key.json"], folder.Names);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    [Theory]
    [InlineData("{", "not a key file")]
    [InlineData("{\"format\":\"earshot-watermark-key\",\"version\":2}", "version 2")]
    [InlineData("", "not a key file")]
    public async Task A_file_that_is_no_key_is_one_line(string content, string expected)
    {
        using var folder = new Folder();
        await File.WriteAllTextAsync(folder["key.json"], content);
        byte[] wav = Recordings.Wav(Recordings.Sine());
        (await Tool.RunInsideAsync(["watermark", "detect", "-", "--key", folder["key.json"]], wav)).AssertOneLine(1, expected);
        (await Tool.RunInsideAsync(["watermark", "detect", "-", "--key", folder["none.json"]], wav)).AssertOneLine(1, "no such file");
        (await Tool.RunInsideAsync(["watermark", "detect", "-", "--key", folder.Path], wav)).AssertOneLine(1, "folder");
    }

    [Fact]
    public async Task What_cannot_be_marked_leaves_the_old_output_and_nothing_else()
    {
        using var folder = new Folder();
        await Tool.RunInsideAsync(["watermark", "keygen", folder["key.json"]]);
        await File.WriteAllTextAsync(folder["out.wav"], "as it was");
        string[] embed = ["watermark", "embed", "-", folder["out.wav"], "--key", folder["key.json"]];
        byte[] good = Recordings.Wav(Programme(3));
        (await Tool.RunInsideAsync(embed, Recordings.Wav(new AudioBuffer(16000, 1, 48000)))).AssertOneLine(1, "too little");
        (await Tool.RunInsideAsync(embed, Recordings.Wav(Programme(1)))).AssertOneLine(1, "1.92 s");
        (await Tool.RunInsideAsync([.. embed, "--payload", "123"], good)).AssertOneLine(2, "four hexadecimal digits");
        (await Tool.RunInsideAsync([.. embed, "--payload", "1234"], good)).AssertOneLine(1, "5.76 s");
        (await Tool.RunInsideAsync([.. embed, "--payload", "1234", "--timestamp"], good)).AssertOneLine(2, "one of them");
        (await Tool.RunInsideAsync([.. embed, "--timestamp", "yesterday"], good)).AssertOneLine(2, "--timestamp");
        (await Tool.RunInsideAsync([.. embed, "--snr", "30"], good)).AssertOneLine(2, "--strength");
        (await Tool.RunInsideAsync([.. embed, "--profile", "continuous", "--payload", "1234"], good)).AssertOneLine(2, "no payload");
        (await Tool.RunInsideAsync(embed, Recordings.Wav(Recordings.Sine(4000, 3)))).AssertOneLine(1, "8000");
        byte[] raw = Recordings.Raw(Programme(3));
        BitConverter.TryWriteBytes(raw.AsSpan(40000), float.NaN);
        (await Tool.RunInsideAsync([.. embed, "--raw-rate", "16000"], raw)).AssertOneLine(1, "standard input");
        Assert.Equal("as it was", await File.ReadAllTextAsync(folder["out.wav"]));
        Assert.Equal(["key.json", "out.wav"], folder.Names);
    }

    // White noise: something in every band at any time.
    private static AudioBuffer Programme(double seconds)
    {
        var audio = new AudioBuffer(16000, 1, (int)(16000 * seconds));
        new SeededRandom(7).FillGaussian(audio.Samples);
        System.Numerics.Tensors.TensorPrimitives.Multiply(audio.Samples, 0.1f, audio.Samples);
        return audio;
    }
}

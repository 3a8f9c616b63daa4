using Earshot.Cli.Tests.Harness;
using Earshot.Signals;
using Earshot.Signals.Wave;

namespace Earshot.Cli.Tests;

/// <summary>What users feed to a tool by mistake: one clear line, the right exit code.</summary>
public sealed class BrokenInputTests
{
    [Fact]
    public async Task A_missing_file_is_one_line()
    {
        ToolResult result = await Tool.RunAsync(["info", "no-such-file.wav"]);
        result.AssertOneLine(1, "no-such-file.wav");
    }

    [Fact]
    public async Task A_folder_for_a_file_is_one_line()
    {
        using var folder = new Folder();
        (await Tool.RunInsideAsync(["info", folder.Path])).AssertOneLine(1, "folder");
    }

    [Theory]
    [InlineData("empty", 0)]
    [InlineData("garbage", 5000)]
    public async Task An_empty_or_senseless_file_is_one_line(string name, int length)
    {
        using var folder = new Folder();
        string path = folder[name + ".wav"];
        await File.WriteAllBytesAsync(path, [.. Enumerable.Range(0, length).Select(i => (byte)(i * 37))]);
        (await Tool.RunInsideAsync(["info", path])).AssertOneLine(1, path);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(20)]
    [InlineData(40)]
    public async Task A_header_that_ends_early_is_one_line(int length)
    {
        byte[] wav = Recordings.Wav(Recordings.Sine());
        (await Tool.RunInsideAsync(["info", "-"], wav[..length])).AssertOneLine(1, "standard input");
    }

    [Fact]
    public async Task Nothing_on_standard_input_is_one_line()
    {
        (await Tool.RunInsideAsync(["info", "-"], [])).AssertOneLine(1, "standard input: nothing came");
    }

    [Fact]
    public async Task Something_else_on_standard_input_names_what_it_is_and_the_way_out()
    {
        (await Tool.RunInsideAsync(["info", "-"], "<html><body>404 not found</body></html>"u8.ToArray())).AssertOneLine(1, "HTML");
        (await Tool.RunInsideAsync(["info", "-"], new byte[1000])).AssertOneLine(1, "--raw-rate");
    }

    [Fact]
    public async Task Samples_that_are_no_numbers_are_one_line()
    {
        AudioBuffer audio = Recordings.Sine();
        byte[] raw = Recordings.Raw(audio);
        BitConverter.TryWriteBytes(raw.AsSpan(4000), float.NaN);
        (await Tool.RunInsideAsync(["info", "-", "--raw-rate", "16000"], raw)).AssertOneLine(1, "standard input");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("fast")]
    [InlineData("99999999999")]
    public async Task A_senseless_raw_rate_is_wrong_usage(string rate)
    {
        ToolResult result = await Tool.RunInsideAsync(["info", "-", "--raw-rate", rate], new byte[64]);
        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.StartsWith("earshot: ", result.ErrorLines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_name_with_a_line_break_still_gives_one_line()
    {
        (await Tool.RunInsideAsync(["info", "no\nsuch\u001b[31mfile.wav"])).AssertOneLine(1, "no such");
    }

    [Fact]
    public async Task The_trace_is_shown_only_when_asked()
    {
        ToolResult result = await Tool.RunAsync(["info", "no-such-file.wav"], variables: ("EARSHOT_TRACE", "1"));
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("   at ", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("listen")]
    [InlineData("room")]
    public async Task An_absurd_rate_is_one_line(string verb)
    {
        byte[] wav = Recordings.Wav(Recordings.Sine(5_000_000, 0.01));
        string[] output = verb == "room" ? ["-"] : [];
        (await Tool.RunInsideAsync([verb, "-", .. output], wav)).AssertOneLine(1, "5000000");
    }

    [Fact]
    public async Task A_truncated_recording_gives_what_is_there()
    {
        byte[] wav = Recordings.Wav(Recordings.Sine(seconds: 2), WavSampleFormat.Int16);
        ToolResult result = await Tool.RunInsideAsync(["info", "-"], wav[..(wav.Length / 2)]);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("16000 Hz", result.Output, StringComparison.Ordinal);
    }
}

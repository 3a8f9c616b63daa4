using System.Text.RegularExpressions;
using Earshot.Cli.Tests.Harness;
using Earshot.Cli.Touring;
using Earshot.Signals;
using Earshot.Signals.Wave;

namespace Earshot.Cli.Tests;

public sealed class TourVerbTests
{
    [Fact]
    public async Task The_tour_shows_every_stage_and_leaves_its_pictures()
    {
        using var folder = new Folder();
        ToolResult result = await Tool.RunAsync(["tour"], folder: folder.Path);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(["earshot-tour"], folder.Names);

        // One numbered heading a stage, in order, and no escape sequences in a file.
        IReadOnlyList<ITourStage> stages = TourStages.Create();
        string[] headings = [.. result.OutputLines.Where(l => Regex.IsMatch(l, @"^\d+\. "))];
        Assert.Equal(stages.Select((s, i) => $"{i + 1}. {s.Title}"), headings.Select(h => h.TrimEnd()));
        Assert.DoesNotContain('\u001b', result.Output);

        string tour = folder["earshot-tour"];
        Assert.NotEmpty(Directory.GetFiles(tour, "*.svg"));
        foreach (string file in Directory.GetFiles(tour))
        {
            Assert.Contains(Path.GetFileName(file), result.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_folder_is_one_line()
    {
        using var folder = new Folder();
        await File.WriteAllTextAsync(folder["there"], "as it was");
        (await Tool.RunInsideAsync(["tour", "--out", folder["there"]])).AssertOneLine(1, "folder");
        Assert.Equal("as it was", await File.ReadAllTextAsync(folder["there"]));
    }

    [Fact]
    public void The_sample_is_what_its_script_makes()
    {
        AudioBuffer sample = TourSample.Read();
        Assert.Equal((24000, 1), (sample.SampleRate, sample.ChannelCount));
        Assert.Equal(7.5, sample.Duration.TotalSeconds, 1e-3);
    }
}

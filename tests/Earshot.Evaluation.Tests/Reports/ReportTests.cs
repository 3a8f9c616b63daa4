using Earshot.Evaluation.Figures;
using Earshot.Evaluation.Figures.Layers;
using Earshot.Evaluation.Reports;
using Earshot.Evaluation.Tables;

namespace Earshot.Evaluation.Tests.Reports;

public sealed class ReportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("earshot-report-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_page_is_written_with_its_pictures_and_again_in_place()
    {
        string path = Path.Combine(_folder, "docs", "evaluation", "probe.md");
        ReportWriter.Write(Example("first"), path);
        ReportWriter.Write(Example("second"), path);
        string page = File.ReadAllText(path);
        Assert.Equal(
            """
            <!-- Written by `earshot evaluate probe --trials 5`; changes by hand are lost. -->
            # Probe

            ## Rows

            second

            | a |
            | ---: |
            | 1 |

            ![a line (rising)](probe-line.svg)

            ## How this was measured

            - Command: `earshot evaluate probe --trials 5`
            - Seed: 7
            - Date: 2025-03-04 05:06 UTC
            - Earshot 1.2.3
            - Machine: Chip 9 (X64), 2 cores, 8 GiB, Linux, .NET 10

            """.ReplaceLineEndings("\n"),
            page);
        Assert.Equal(["probe-line.svg", "probe.md"], Directory.GetFiles(Path.GetDirectoryName(path)!).Select(Path.GetFileName).Order());
        Assert.StartsWith("<svg", File.ReadAllText(Path.Combine(_folder, "docs", "evaluation", "probe-line.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_that_fails_leaves_page_and_picture_as_they_were()
    {
        string path = Path.Combine(_folder, "probe.md");
        ReportWriter.Write(Example("first"), path);
        string before = File.ReadAllText(path);
        Report broken = Example("second").AddFigure("z.svg", new SvgFigure { Width = 1 }, "too small");
        Assert.Throws<ArgumentException>(() => ReportWriter.Write(broken, path));
        Assert.Equal(before, File.ReadAllText(path));
        Assert.Equal(["probe-line.svg", "probe.md"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Picture_names_stay_in_the_folder_and_are_unique()
    {
        Report report = Example("x");
        Assert.Throws<ArgumentException>(() => report.AddFigure("../up.svg", new SvgFigure(), "up"));
        Assert.Throws<ArgumentException>(() => report.AddFigure("probe-line.svg", new SvgFigure(), "again"));
    }

    [Fact]
    public void The_run_record_takes_clock_and_machine()
    {
        var time = new FixedTime(new DateTimeOffset(2025, 3, 4, 5, 6, 7, TimeSpan.Zero));
        var run = RunRecord.Capture("earshot evaluate probe", 7, time);
        Assert.Equal(time.GetUtcNow(), run.Date);
        Assert.Equal(Environment.ProcessorCount, run.Machine.CoreCount);
        Assert.NotEmpty(run.Machine.Processor);
        Assert.Contains("10.", run.Machine.Runtime, StringComparison.Ordinal);
        Assert.InRange(run.Machine.MemoryGigabytes, 0.1, 100_000);
    }

    [Fact]
    public void The_processor_model_is_read_from_the_kernels_description()
    {
        Assert.Equal("Chip 9 @ 2 GHz", MachineDescription.FindModel(["processor\t: 0", "model\t\t: 85", "model name\t: Chip 9 @ 2 GHz"]));
        Assert.Equal("Board 4", MachineDescription.FindModel(["Model\t\t: Board 4"]));
        Assert.Null(MachineDescription.FindModel(["processor\t: 0"]));
    }

    private static Report Example(string words)
    {
        var machine = new MachineDescription("Chip 9 (X64)", 2, 8, "Linux", ".NET 10");
        var run = new RunRecord("earshot evaluate probe --trials 5", 7, new DateTimeOffset(2025, 3, 4, 5, 6, 7, TimeSpan.Zero), "1.2.3", machine);
        return new Report("Probe", run)
            .AddHeading("Rows")
            .AddParagraph(words)
            .AddTable(new ResultTable(new ResultColumn("a")).AddRow(1))
            .AddFigure("probe-line.svg", new SvgFigure { Layers = [new LineLayer([0, 1], [0, 1])] }, "a line [rising]");
    }

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}

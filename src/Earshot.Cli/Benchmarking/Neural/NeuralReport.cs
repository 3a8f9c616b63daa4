using Earshot.Evaluation.Reports;
using Earshot.Evaluation.Tables;

namespace Earshot.Cli.Benchmarking.Neural;

/// <summary>The page <c>docs/evaluation/neural.md</c>.</summary>
internal static class NeuralReport
{
    /// <summary>Builds the page.</summary>
    /// <param name="bench">What was measured, and beside which peers.</param>
    /// <param name="table">The figures.</param>
    /// <param name="run">When and where.</param>
    public static Report Create(NeuralBench bench, ResultTable table, RunRecord run)
    {
        var report = new Report("The neural engine: how fast it is", run);
        report.AddParagraph(
            "One thread. Processor times, medians over turns in which ours and the peer's run one after the other; ratios are taken within a turn. "
            + "Speeds (GFLOP/s) are better when larger, times and shares of a core when smaller; the ratio is ours over the peer's.");
        report.AddParagraph(string.Join('\n', bench.Notes.Select(static note => "- " + note)));
        report.AddTable(table);
        report.AddHeading("Reading it");
        report.AddParagraph(
            "Weights of a few bits are read once for every frame, so their cost is the time to read them: the first two rows of that part say what "
            + "reading 8 MB costs on this machine when nothing is done with it. Where that alone is above what is to be reached, one frame at a time "
            + "cannot reach it; several frames at a time read the weights once for all of them.");
        report.AddParagraph(
            "\"Cold\" is the first frame after 256 MB of other memory was touched. Codes are read in four streams, which memory serves faster than one; "
            + "that is why the products can take less time than the plain reading.");
        return report;
    }
}

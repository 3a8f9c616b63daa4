using System.Globalization;
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
        AddMissed(report, bench.Figures);
        report.AddHeading("Reading it");
        report.AddParagraph(
            "Weights of a few bits are read once for every frame, so their cost is the time to read them: the first two rows of that part say what "
            + "reading 8 MB costs on this machine when nothing is done with it. Where that alone is above what is to be reached, one frame at a time "
            + "cannot reach it; several frames at a time read the weights once for all of them, at the price of waiting for the last of the frames.");
        report.AddParagraph(
            "\"Cold\" is the first frame after 256 MB of other memory was touched. Codes are read in four streams, which memory serves faster than one; "
            + "that is why a product can take less time than the plain reading.");
        report.AddParagraph(
            "How the kernels work is told in [neural-kernels.md](../algorithms/neural-kernels.md).");
        return report;
    }

    private static void AddMissed(Report report, IReadOnlyList<NeuralFigure> figures)
    {
        NeuralFigure[] missed = [.. figures.Where(static figure => figure.IsReached == false)];
        if (missed.Length == 0)
        {
            return;
        }

        report.AddHeading("Not reached on this machine");
        report.AddParagraph(string.Join('\n', missed.Select(figure => $"- {figure.Item}: {Reason(figure, figures)}")));
    }

    // What memory alone takes bounds one frame at a time: as many bytes as the weights have, at the speed of plain reading.
    private static string Reason(NeuralFigure figure, IReadOnlyList<NeuralFigure> figures)
    {
        string found = string.Create(CultureInfo.InvariantCulture, $"{(figure.PeerName.Length > 0 ? figure.Ratio : figure.Own):0.00} where {(figure.AtLeast ? "at least" : "at most")} {figure.Reach:0.##} was to be reached");
        string state = figure.Item.EndsWith("cold", StringComparison.Ordinal) ? "cold" : "cached";
        int bits = figure.Item.Contains("-bit", StringComparison.Ordinal) ? figure.Item[figure.Item.IndexOf("-bit", StringComparison.Ordinal) - 1] - '0' : 0;
        double reading = figures.First(other => other.Item.StartsWith("reading", StringComparison.Ordinal) && other.Item.EndsWith(state, StringComparison.Ordinal)).Own;
        return figure.Item.StartsWith("chain", StringComparison.Ordinal)
            ? string.Create(CultureInfo.InvariantCulture, $"{found}; ours takes {figure.Own:0} us, and reading its 8 MB and doing nothing {reading * 100:0} us here.")
            : bits == 0
            ? found + "."
            : string.Create(CultureInfo.InvariantCulture, $"{found}; reading that many bytes and doing nothing takes {reading * bits / 8:0.00} here.");
    }
}

using Earshot.Cli.Json;
using Earshot.Cli.Terminals;

namespace Earshot.Cli.Benchmarking;

/// <summary>The result of a benchmark as lines for a person or for a program.</summary>
internal static class BenchText
{
    /// <summary>Writes to standard output.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="figures">The lines.</param>
    /// <param name="json">One JSON object a line instead of text.</param>
    public static void Write(Terminal terminal, IReadOnlyList<BenchFigure> figures, bool json)
    {
        if (json)
        {
            foreach (BenchFigure figure in figures)
            {
                terminal.Results.WriteLine(EarshotJson.Line(figure));
            }

            return;
        }

        var list = new FigureList();
        foreach (BenchFigure figure in figures)
        {
            list.Add(figure.Name, Format(figure));
        }

        terminal.Results.WriteLine(list);
    }

    private static string Format(BenchFigure figure)
    {
        string value = $"{figure.Value,9:0.###} {figure.Unit}";
        return figure.Reach is not { } reach
            ? value
            : $"{value,-24} {(figure.AtLeast ? "at least" : "at most")} {reach:0.###}{(figure.IsReached ? "" : ": NOT REACHED")}";
    }
}

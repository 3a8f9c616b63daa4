using System.Text;
using Earshot.Evaluation.Figures;
using Earshot.Evaluation.Tables;

namespace Earshot.Evaluation.Reports;

/// <summary>A page of results, built from top to bottom: words, tables, pictures; the run record closes it.</summary>
/// <remarks>Nobody types a figure by hand: the page is written by the command that measured it, see <see cref="ReportWriter"/>.</remarks>
public sealed class Report
{
    private readonly StringBuilder _body = new();
    private readonly Dictionary<string, IFigure> _figures = [];

    /// <summary>Begins a page.</summary>
    /// <param name="title">Its heading.</param>
    /// <param name="run">How it was measured.</param>
    /// <exception cref="ArgumentException"><paramref name="title"/> is empty.</exception>
    public Report(string title, RunRecord run)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        ArgumentNullException.ThrowIfNull(run);
        Title = title;
        Run = run;
    }

    /// <summary>The heading of the page.</summary>
    public string Title { get; }

    /// <summary>How it was measured.</summary>
    public RunRecord Run { get; }

    /// <summary>The pictures by file name.</summary>
    public IReadOnlyDictionary<string, IFigure> Figures => _figures;

    /// <summary>Adds a heading of the second rank.</summary>
    /// <param name="text">The heading.</param>
    /// <returns>This page.</returns>
    public Report AddHeading(string text)
    {
        _body.Append("\n## ").Append(text).Append('\n');
        return this;
    }

    /// <summary>Adds a paragraph.</summary>
    /// <param name="markdown">Its text; Markdown.</param>
    /// <returns>This page.</returns>
    public Report AddParagraph(string markdown)
    {
        _body.Append('\n').Append(markdown.Trim()).Append('\n');
        return this;
    }

    /// <summary>Adds a table.</summary>
    /// <param name="table">The rows.</param>
    /// <returns>This page.</returns>
    public Report AddTable(ResultTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        _body.Append('\n').Append(table.ToMarkdown());
        return this;
    }

    /// <summary>Adds a picture, which will lie beside the page.</summary>
    /// <param name="fileName">Its file name without a folder, with its ending.</param>
    /// <param name="figure">The picture.</param>
    /// <param name="description">What it shows, for those who cannot see it.</param>
    /// <returns>This page.</returns>
    /// <exception cref="ArgumentException">The name has a folder in it, or was given before.</exception>
    public Report AddFigure(string fileName, IFigure figure, string description)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(fileName);
        ArgumentNullException.ThrowIfNull(figure);
        if (Path.GetFileName(fileName) != fileName || !_figures.TryAdd(fileName, figure))
        {
            throw new ArgumentException($"'{fileName}' has a folder in it or is there already", nameof(fileName));
        }

        string alt = description.Replace("[", "(", StringComparison.Ordinal).Replace("]", ")", StringComparison.Ordinal).ReplaceLineEndings(" ");
        _body.Append("\n![").Append(alt).Append("](").Append(Uri.EscapeDataString(fileName)).Append(")\n");
        return this;
    }

    /// <summary>The whole page.</summary>
    public string ToMarkdown() =>
        $"<!-- Written by `{Run.Command.Replace("-->", "--", StringComparison.Ordinal)}`; changes by hand are lost. -->\n# {Title}\n{_body}\n## How this was measured\n\n{Run.ToMarkdown()}";
}

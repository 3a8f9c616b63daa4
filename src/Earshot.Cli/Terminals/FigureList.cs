using System.Text;

namespace Earshot.Cli.Terminals;

/// <summary>A result for a person: one figure a line, names in one column and values in the next.</summary>
internal sealed class FigureList
{
    private readonly List<(string Name, string Value)> _lines = [];

    /// <summary>Adds a line.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="value">The figure with its unit.</param>
    public FigureList Add(string name, string value)
    {
        _lines.Add((name, value));
        return this;
    }

    /// <summary>Adds a figure in dB with one decimal.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="value">The figure; a dash stands for null.</param>
    /// <param name="unit">Its unit.</param>
    public FigureList Add(string name, double? value, string unit) => Add(name, value is { } v ? $"{v:0.0} {unit}" : "-");

    /// <summary>All lines, without a line break at the end.</summary>
    public override string ToString()
    {
        int width = _lines.Max(l => l.Name.Length) + 2;
        var text = new StringBuilder();
        foreach ((string name, string value) in _lines)
        {
            text.Append(name.PadRight(width)).Append(value).Append('\n');
        }

        return text.ToString().TrimEnd('\n');
    }
}

using System.Globalization;
using System.Text;

namespace Earshot.Evaluation.Figures.Layout;

/// <summary>Writes SVG elements: numbers with two decimals, texts escaped.</summary>
internal sealed class SvgText
{
    private readonly StringBuilder _text = new();
    private int _nextId;

    public string NewId() => string.Create(CultureInfo.InvariantCulture, $"c{_nextId++}");

    public static string Number(double value)
    {
        string text = Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }

    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            _ = c switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                '"' => escaped.Append("&quot;"),
                < ' ' => escaped.Append(' '),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    public SvgText Raw(string text)
    {
        _text.Append(text).Append('\n');
        return this;
    }

    public void Line(double x1, double y1, double x2, double y2, string style) =>
        Raw($"<line x1=\"{Number(x1)}\" y1=\"{Number(y1)}\" x2=\"{Number(x2)}\" y2=\"{Number(y2)}\" {style}/>");

    public void Rectangle(double x, double y, double width, double height, string style) =>
        Raw($"<rect x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(Math.Max(0, width))}\" height=\"{Number(Math.Max(0, height))}\" {style}/>");

    public void Text(double x, double y, string text, double size, string anchor, string style = Theme.Ink, double turn = 0)
    {
        string rotation = turn == 0 ? string.Empty : $" transform=\"rotate({Number(turn)} {Number(x)} {Number(y)})\"";
        Raw($"<text x=\"{Number(x)}\" y=\"{Number(y)}\" font-size=\"{Number(size)}\" text-anchor=\"{anchor}\" {style}{rotation}>{Escape(text)}</text>");
    }

    public void Path(string data, string style) => Raw($"<path d=\"{data}\" {style}/>");

    public override string ToString() => _text.ToString();
}

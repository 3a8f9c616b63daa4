using Earshot.Evaluation.Figures.Color;

namespace Earshot.Evaluation.Figures.Layout;

/// <summary>How series n looks: color first, then dash and marker too, so that no series is told by color alone.</summary>
internal readonly record struct SeriesStyle(int Index)
{
    // Readable on white and on black.
    private static readonly Rgb Neutral = new(125, 133, 144);
    private static readonly string[] Dashes = ["", "7 3", "2 3", "9 3 2 3", "12 3", "4 2 1 2", "1 2"];

    public Rgb Color => Index < 0 ? Neutral : OkabeIto.Colors[Index % OkabeIto.Colors.Count];

    public string Dash
    {
        get
        {
            string dash = Dashes[Math.Max(0, Index) % Dashes.Length];
            return dash.Length == 0 ? string.Empty : $" stroke-dasharray=\"{dash}\"";
        }
    }

    /// <summary>Draws the marker of this series: circle, square, triangle, diamond, in turn.</summary>
    public void DrawMarker(SvgText svg, double x, double y, double radius, double opacity = 1)
    {
        string style = $"fill=\"{Color}\" fill-opacity=\"{SvgText.Number(opacity)}\"";
        string at(double dx, double dy) => $"{SvgText.Number(x + (dx * radius))} {SvgText.Number(y + (dy * radius))}";
        switch (Math.Max(0, Index) % 4)
        {
            case 0:
                svg.Raw($"<circle cx=\"{SvgText.Number(x)}\" cy=\"{SvgText.Number(y)}\" r=\"{SvgText.Number(radius)}\" {style}/>");
                break;
            case 1:
                svg.Rectangle(x - (0.9 * radius), y - (0.9 * radius), 1.8 * radius, 1.8 * radius, style);
                break;
            case 2:
                svg.Path($"M{at(0, -1.2)}L{at(1.1, 0.8)}L{at(-1.1, 0.8)}Z", style);
                break;
            default:
                svg.Path($"M{at(0, -1.3)}L{at(1.2, 0)}L{at(0, 1.3)}L{at(-1.2, 0)}Z", style);
                break;
        }
    }
}

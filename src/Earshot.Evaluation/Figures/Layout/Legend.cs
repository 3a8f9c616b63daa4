using Earshot.Evaluation.Figures.Layers;

namespace Earshot.Evaluation.Figures.Layout;

/// <summary>The names of the series in rows above the plot.</summary>
internal sealed class Legend
{
    private const double RowHeight = 18;
    private const double KeyWidth = 28;
    private readonly List<(PlotLayer Layer, SeriesStyle Style, double X, int Row)> _entries = [];

    public Legend(IReadOnlyList<PlotLayer> layers, double width)
    {
        double x = 0;
        int row = 0;
        foreach ((PlotLayer layer, SeriesStyle style) in Styles(layers))
        {
            if (layer.Label.Length == 0 || layer is ThresholdLayer or HeatMapLayer)
            {
                continue;
            }

            double needed = KeyWidth + TextWidth.Estimate(layer.Label, Theme.TextSize) + 18;
            if (x > 0 && x + needed > width)
            {
                x = 0;
                row++;
            }

            _entries.Add((layer, style, x, row));
            x += needed;
        }

        Height = _entries.Count == 0 ? 0 : ((row + 1) * RowHeight) + 4;
    }

    public double Height { get; }

    /// <summary>The layers with their styles: each takes the next color unless it names one.</summary>
    public static IEnumerable<(PlotLayer Layer, SeriesStyle Style)> Styles(IReadOnlyList<PlotLayer> layers)
    {
        int next = 0;
        foreach (PlotLayer layer in layers)
        {
            int index = layer.ColorIndex ?? (layer.TakesColor ? next++ : layer.DefaultColor);
            yield return (layer, new SeriesStyle(index));
        }
    }

    public void Draw(SvgText svg, double left, double top)
    {
        foreach ((PlotLayer layer, SeriesStyle style, double x, int row) in _entries)
        {
            double y = top + (row * RowHeight) + (RowHeight / 2);
            layer.DrawKey(svg, left + x, y, style);
            svg.Text(left + x + KeyWidth, y + 4, layer.Label, Theme.TextSize, "start");
        }
    }
}

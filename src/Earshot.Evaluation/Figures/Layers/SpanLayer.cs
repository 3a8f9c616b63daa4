using Earshot.Evaluation.Figures.Layout;

namespace Earshot.Evaluation.Figures.Layers;

/// <summary>A shaded stretch of the horizontal axis, such as where a mark lies.</summary>
public sealed class SpanLayer : PlotLayer
{
    private readonly double _from;
    private readonly double _to;

    /// <summary>Creates a stretch.</summary>
    /// <param name="from">Where it begins.</param>
    /// <param name="to">Where it ends.</param>
    public SpanLayer(double from, double to)
    {
        _from = from;
        _to = to;
    }

    internal override bool TakesColor => false;

    // Orange: warm against the blue of the first line.
    internal override int DefaultColor => 4;

    internal override Extent ExtentX => Extent.Empty.Include(_from).Include(_to);

    internal override Extent ExtentY => Extent.Empty;

    internal override void Draw(PlotArea area, SeriesStyle style)
    {
        double from = area.X.Map(_from);
        area.Svg.Rectangle(from, area.Top, area.X.Map(_to) - from, area.Height, $"fill=\"{style.Color}\" fill-opacity=\"0.16\"");
    }

    internal override void DrawKey(SvgText svg, double x, double y, SeriesStyle style) =>
        svg.Rectangle(x, y - 6, 22, 12, $"fill=\"{style.Color}\" fill-opacity=\"0.25\"");
}

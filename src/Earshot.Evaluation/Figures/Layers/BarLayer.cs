using Earshot.Evaluation.Figures.Layout;
using Earshot.Evaluation.Intervals;

namespace Earshot.Evaluation.Figures.Layers;

/// <summary>One bar a category, with its interval as a whisker; several such layers stand side by side.</summary>
public sealed class BarLayer : PlotLayer
{
    private readonly Interval[] _values;

    /// <summary>Creates bars with whiskers.</summary>
    /// <param name="values">One estimate with its interval a category.</param>
    public BarLayer(ReadOnlySpan<Interval> values)
    {
        _values = values.ToArray();
    }

    /// <summary>Creates bars without whiskers.</summary>
    /// <param name="values">One value a category.</param>
    public BarLayer(ReadOnlySpan<double> values)
    {
        _values = [.. values.ToArray().Select(v => new Interval(v, double.NaN, double.NaN, double.NaN))];
    }

    internal override Extent ExtentX => new(0, _values.Length);

    // A bar that does not begin at zero lies about ratios.
    internal override Extent ExtentY => Extent.Of(_values.SelectMany(v => new[] { v.Estimate, v.Low, v.High })).Include(0);

    internal override void Draw(PlotArea area, SeriesStyle style)
    {
        double slot = area.X.Map(1) - area.X.Map(0);
        double width = Math.Min(0.75 * slot / area.BarGroupCount, 60);
        double zero = area.Y.Map(Math.Max(0, area.Y.Min));
        for (int i = 0; i < _values.Length; i++)
        {
            Interval value = _values[i];
            if (!double.IsFinite(value.Estimate))
            {
                continue;
            }

            double middle = area.X.Map(i + 0.5) + ((area.BarGroup - ((area.BarGroupCount - 1) / 2.0)) * width);
            double top = area.Y.Map(value.Estimate);
            area.Svg.Rectangle(middle - (0.46 * width), Math.Min(top, zero), 0.92 * width, Math.Abs(zero - top), $"fill=\"{style.Color}\" fill-opacity=\"0.85\"");
            if (double.IsFinite(value.Low) && double.IsFinite(value.High))
            {
                DrawWhisker(area, middle, area.Y.Map(value.Low), area.Y.Map(value.High), Math.Min(5, 0.3 * width));
            }
        }
    }

    internal override void DrawKey(SvgText svg, double x, double y, SeriesStyle style) =>
        svg.Rectangle(x + 5, y - 6, 12, 12, $"fill=\"{style.Color}\" fill-opacity=\"0.85\"");

    private static void DrawWhisker(PlotArea area, double x, double low, double high, double half)
    {
        const string Stroke = "stroke=\"#24292f\" stroke-width=\"1.2\" class=\"rule\"";
        area.Svg.Line(x, low, x, high, Stroke);
        area.Svg.Line(x - half, low, x + half, low, Stroke);
        area.Svg.Line(x - half, high, x + half, high, Stroke);
    }
}

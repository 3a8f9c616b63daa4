using Earshot.Evaluation.Figures.Layout;
using Earshot.Evaluation.Intervals;

namespace Earshot.Evaluation.Figures.Layers;

/// <summary>Estimates as points with their intervals as whiskers, joined by a thin line where that makes sense.</summary>
public sealed class IntervalLayer : PlotLayer
{
    private readonly double[] _x;
    private readonly Interval[] _values;

    /// <summary>Creates points with whiskers.</summary>
    /// <param name="x">Places; category i stands at i + 0.5.</param>
    /// <param name="values">Estimates with their intervals, as many.</param>
    /// <exception cref="ArgumentException">The numbers of places and values differ.</exception>
    public IntervalLayer(ReadOnlySpan<double> x, ReadOnlySpan<Interval> values)
    {
        PointData.SameLength(x.Length, values.Length, nameof(values));
        _x = x.ToArray();
        _values = values.ToArray();
    }

    /// <summary>Whether a line joins the points.</summary>
    /// <value>Default false; true for quantities such as distance, false for categories.</value>
    public bool IsJoined { get; init; }

    internal override bool IsTight => false;

    internal override Extent ExtentX => Extent.Of(_x);

    internal override Extent ExtentY => Extent.Of(_values.SelectMany(v => new[] { v.Estimate, v.Low, v.High }));

    internal override void Draw(PlotArea area, SeriesStyle style)
    {
        if (IsJoined)
        {
            double[] estimates = [.. _values.Select(v => v.Estimate)];
            new LineLayer(_x, estimates) { Width = 1.5 }.Draw(area, style);
        }

        string stroke = $"stroke=\"{style.Color}\" stroke-width=\"1.5\"";
        for (int i = 0; i < _x.Length; i++)
        {
            Interval value = _values[i];
            if (!double.IsFinite(value.Estimate) || !double.IsFinite(_x[i]))
            {
                continue;
            }

            double x = area.X.Map(_x[i]);
            foreach (double end in new[] { value.Low, value.High }.Where(double.IsFinite))
            {
                area.Svg.Line(x, area.Y.Map(value.Estimate), x, area.Y.Map(end), stroke);
                area.Svg.Line(x - 4, area.Y.Map(end), x + 4, area.Y.Map(end), stroke);
            }

            style.DrawMarker(area.Svg, x, area.Y.Map(value.Estimate), 4.5);
        }
    }

    internal override void DrawKey(SvgText svg, double x, double y, SeriesStyle style)
    {
        svg.Line(x + 11, y - 6, x + 11, y + 6, $"stroke=\"{style.Color}\" stroke-width=\"1.5\"");
        style.DrawMarker(svg, x + 11, y, 4);
    }
}

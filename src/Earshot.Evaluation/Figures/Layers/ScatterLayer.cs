using Earshot.Evaluation.Figures.Layout;

namespace Earshot.Evaluation.Figures.Layers;

/// <summary>Single points.</summary>
public sealed class ScatterLayer : PlotLayer
{
    private readonly double[] _x;
    private readonly double[] _y;

    /// <summary>Creates points.</summary>
    /// <param name="x">Places.</param>
    /// <param name="y">Values, as many.</param>
    /// <exception cref="ArgumentException">The numbers of places and values differ.</exception>
    public ScatterLayer(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        PointData.SameLength(x.Length, y.Length, nameof(y));
        _x = x.ToArray();
        _y = y.ToArray();
    }

    /// <summary>Size of a marker in pixels from its middle.</summary>
    /// <value>Default 3.</value>
    public double Radius { get; init; } = 3;

    internal override bool IsTight => false;

    internal override Extent ExtentX => Extent.Of(_x);

    internal override Extent ExtentY => Extent.Of(_y);

    internal override void Draw(PlotArea area, SeriesStyle style)
    {
        // Crowded points become translucent, so that their density shows.
        double opacity = _x.Length > 300 ? 0.45 : 0.8;
        for (int i = 0; i < _x.Length; i++)
        {
            if (double.IsFinite(_x[i]) && double.IsFinite(_y[i]))
            {
                style.DrawMarker(area.Svg, area.X.Map(_x[i]), area.Y.Map(_y[i]), Radius, opacity);
            }
        }
    }

    internal override void DrawKey(SvgText svg, double x, double y, SeriesStyle style) => style.DrawMarker(svg, x + 11, y, Math.Max(Radius, 4));
}

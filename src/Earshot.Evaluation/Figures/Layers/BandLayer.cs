using System.Text;
using Earshot.Evaluation.Figures.Layout;

namespace Earshot.Evaluation.Figures.Layers;

/// <summary>The area between two curves, such as a confidence band around a line.</summary>
public sealed class BandLayer : PlotLayer
{
    private readonly double[] _x;
    private readonly double[] _low;
    private readonly double[] _high;

    /// <summary>Creates a band.</summary>
    /// <param name="x">Places, rising.</param>
    /// <param name="low">Lower ends, as many.</param>
    /// <param name="high">Upper ends, as many.</param>
    /// <exception cref="ArgumentException">The numbers of places and ends differ.</exception>
    public BandLayer(ReadOnlySpan<double> x, ReadOnlySpan<double> low, ReadOnlySpan<double> high)
    {
        PointData.SameLength(x.Length, low.Length, nameof(low));
        PointData.SameLength(x.Length, high.Length, nameof(high));
        _x = x.ToArray();
        _low = low.ToArray();
        _high = high.ToArray();
    }

    internal override Extent ExtentX => Extent.Of(_x);

    internal override Extent ExtentY => Extent.Of(_low).Include(Extent.Of(_high));

    internal override void Draw(PlotArea area, SeriesStyle style)
    {
        int[] used = [.. Enumerable.Range(0, _x.Length).Where(i => double.IsFinite(_x[i]) && double.IsFinite(_low[i]) && double.IsFinite(_high[i]))];
        var path = new StringBuilder();
        foreach (int i in used)
        {
            Append(path, area, _x[i], _high[i]);
        }

        foreach (int i in used.Reverse())
        {
            Append(path, area, _x[i], _low[i]);
        }

        if (path.Length > 0)
        {
            area.Svg.Path(path.Append('Z').ToString(), $"fill=\"{style.Color}\" fill-opacity=\"0.2\"");
        }
    }

    internal override void DrawKey(SvgText svg, double x, double y, SeriesStyle style) =>
        svg.Rectangle(x, y - 5, 22, 10, $"fill=\"{style.Color}\" fill-opacity=\"0.25\"");

    private static void Append(StringBuilder path, PlotArea area, double x, double y) =>
        path.Append(path.Length == 0 ? 'M' : 'L').Append(SvgText.Number(area.X.Map(x))).Append(' ').Append(SvgText.Number(area.Y.Map(y)));
}

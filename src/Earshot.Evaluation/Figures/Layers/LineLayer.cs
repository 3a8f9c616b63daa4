using System.Text;
using Earshot.Evaluation.Figures.Layout;

namespace Earshot.Evaluation.Figures.Layers;

/// <summary>A line through points; it breaks where a number is not finite.</summary>
/// <remarks>Where several points fall on one pixel column, only the first, lowest, highest and last of them are drawn: it looks the same.</remarks>
public sealed class LineLayer : PlotLayer
{
    private readonly double[] _x;
    private readonly double[] _y;

    /// <summary>Creates a line.</summary>
    /// <param name="x">Places.</param>
    /// <param name="y">Values, as many.</param>
    /// <exception cref="ArgumentException">The numbers of places and values differ.</exception>
    public LineLayer(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        PointData.SameLength(x.Length, y.Length, nameof(y));
        _x = x.ToArray();
        _y = y.ToArray();
    }

    /// <summary>Whether each value holds until the next place, as in an ROC curve.</summary>
    /// <value>Default false.</value>
    public bool IsStepped { get; init; }

    /// <summary>Whether each point gets a marker.</summary>
    /// <value>Default false.</value>
    public bool HasMarkers { get; init; }

    /// <summary>Stroke width in pixels.</summary>
    /// <value>Default 2.</value>
    public double Width { get; init; } = 2;

    internal override bool IsTight => !HasMarkers;

    // Dashes on a restless or a fine line would look like data.
    private bool IsDashed => IsStepped || (_x.Length <= 400 && Width > 1);

    internal override Extent ExtentX => Extent.Of(_x);

    internal override Extent ExtentY => Extent.Of(_y);

    internal override void Draw(PlotArea area, SeriesStyle style)
    {
        area.Svg.Path(BuildPath(area), Stroke(style));
        for (int i = 0; HasMarkers && i < _x.Length; i++)
        {
            if (double.IsFinite(_x[i]) && double.IsFinite(_y[i]))
            {
                style.DrawMarker(area.Svg, area.X.Map(_x[i]), area.Y.Map(_y[i]), 4);
            }
        }
    }

    internal override void DrawKey(SvgText svg, double x, double y, SeriesStyle style)
    {
        svg.Path($"M{SvgText.Number(x)} {SvgText.Number(y)}h22", Stroke(style));
        if (HasMarkers)
        {
            style.DrawMarker(svg, x + 11, y, 4);
        }
    }

    private string Stroke(SeriesStyle style) =>
        $"fill=\"none\" stroke=\"{style.Color}\" stroke-width=\"{SvgText.Number(Width)}\" stroke-linejoin=\"round\"{(IsDashed ? style.Dash : string.Empty)}";

    private string BuildPath(PlotArea area)
    {
        var path = new StringBuilder();
        bool down = false;
        int i = 0;
        while (i < _x.Length)
        {
            if (!double.IsFinite(_x[i]) || !double.IsFinite(_y[i]))
            {
                down = false;
                i++;
                continue;
            }

            // The run of points in one pixel column: i .. end - 1.
            double column = Math.Round(area.X.Map(_x[i]));
            int end = i + 1;
            int low = i;
            int high = i;
            while (!HasMarkers && end < _x.Length && double.IsFinite(_x[end]) && double.IsFinite(_y[end]) && Math.Round(area.X.Map(_x[end])) == column)
            {
                low = _y[end] < _y[low] ? end : low;
                high = _y[end] > _y[high] ? end : high;
                end++;
            }

            foreach (int k in new[] { i, Math.Min(low, high), Math.Max(low, high), end - 1 }.Distinct())
            {
                Append(path, area, k, ref down);
            }

            i = end;
        }

        return path.ToString();
    }

    private void Append(StringBuilder path, PlotArea area, int k, ref bool down)
    {
        string x = SvgText.Number(area.X.Map(_x[k]));
        string y = SvgText.Number(area.Y.Map(_y[k]));
        _ = !down ? path.Append('M').Append(x).Append(' ').Append(y)
            : IsStepped ? path.Append('H').Append(x).Append('V').Append(y)
            : path.Append('L').Append(x).Append(' ').Append(y);
        down = true;
    }
}

using Earshot.Evaluation.Figures.Color;
using Earshot.Evaluation.Figures.Layout;

namespace Earshot.Evaluation.Figures.Layers;

/// <summary>A matrix as colors, with a color bar beside the figure; both axes linear.</summary>
public sealed class HeatMapLayer : PlotLayer
{
    private readonly PngImage _image;

    /// <summary>Creates a heat map.</summary>
    /// <param name="values">[column][row], rows from the bottom; columns * rows numbers.</param>
    /// <param name="columns">Columns, 1 or more.</param>
    /// <param name="rows">Rows, 1 or more.</param>
    /// <exception cref="ArgumentException">The number of values is wrong, or the range of colors is empty.</exception>
    /// <param name="lowest">The value of the lowest color; what lies below it takes it too.</param>
    /// <param name="highest">The value of the highest color.</param>
    /// <param name="map">The colors; null for <see cref="KnownColorMaps.Ember"/>.</param>
    public HeatMapLayer(ReadOnlySpan<float> values, int columns, int rows, double lowest, double highest, ColorMap? map = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        if (values.Length != (long)columns * rows)
        {
            throw new ArgumentException($"expected {columns} x {rows} values, got {values.Length}", nameof(values));
        }

        if (!(highest > lowest))
        {
            throw new ArgumentException($"expected a value above {lowest}, got {highest}", nameof(highest));
        }

        Lowest = lowest;
        Highest = highest;
        Map = map ?? KnownColorMaps.Ember;
        var indices = new byte[values.Length]; // [line from the top][column]
        for (int c = 0; c < columns; c++)
        {
            for (int r = 0; r < rows; r++)
            {
                indices[((rows - 1 - r) * columns) + c] = ColorMap.Index((values[(c * rows) + r] - lowest) / (highest - lowest));
            }
        }

        _image = PngImage.FromPalette(columns, rows, indices, Map.Table);
    }

    /// <summary>Left and right edge on the horizontal axis.</summary>
    /// <value>Default 0 and 1.</value>
    public (double From, double To) RangeX { get; init; } = (0, 1);

    /// <summary>Lower and upper edge on the vertical axis.</summary>
    /// <value>Default 0 and 1.</value>
    public (double From, double To) RangeY { get; init; } = (0, 1);

    /// <summary>What the colors show, with its unit.</summary>
    /// <value>Default empty.</value>
    public string ValueLabel { get; init; } = string.Empty;

    internal double Lowest { get; }

    internal double Highest { get; }

    internal ColorMap Map { get; }

    internal override bool TakesColor => false;

    internal override Extent ExtentX => new(RangeX.From, RangeX.To);

    internal override Extent ExtentY => new(RangeY.From, RangeY.To);

    internal static void DrawImage(SvgText svg, PngImage image, double x, double y, double width, double height) => svg.Raw(
        $"<image x=\"{SvgText.Number(x)}\" y=\"{SvgText.Number(y)}\" width=\"{SvgText.Number(width)}\" height=\"{SvgText.Number(height)}\" "
        + $"preserveAspectRatio=\"none\" href=\"data:image/png;base64,{Convert.ToBase64String(image.Encode())}\"/>");

    internal override void Draw(PlotArea area, SeriesStyle style)
    {
        double left = area.X.Map(RangeX.From);
        double top = area.Y.Map(RangeY.To);
        DrawImage(area.Svg, _image, left, top, area.X.Map(RangeX.To) - left, area.Y.Map(RangeY.From) - top);
    }

    internal override void DrawKey(SvgText svg, double x, double y, SeriesStyle style)
    {
    }
}

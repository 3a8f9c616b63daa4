using Earshot.Evaluation.Figures.Layout;

namespace Earshot.Evaluation.Figures.Layers;

/// <summary>A straight line across the figure at one value, with its label on it.</summary>
public sealed class ThresholdLayer : PlotLayer
{
    private readonly double _value;

    /// <summary>Creates a line.</summary>
    /// <param name="value">Where it stands.</param>
    public ThresholdLayer(double value)
    {
        _value = value;
    }

    /// <summary>Whether it stands at a place (upright) and not at a value (level).</summary>
    /// <value>Default false.</value>
    public bool IsVertical { get; init; }

    /// <summary>Whether the label of a level line stands at its left end and not at its right end.</summary>
    /// <value>Default false.</value>
    public bool LabelAtStart { get; init; }

    internal override bool TakesColor => false;

    internal override Extent ExtentX => IsVertical ? Extent.Empty.Include(_value) : Extent.Empty;

    internal override Extent ExtentY => IsVertical ? Extent.Empty : Extent.Empty.Include(_value);

    internal override void Draw(PlotArea area, SeriesStyle style)
    {
        const string Stroke = "stroke=\"#24292f\" stroke-width=\"1.3\" stroke-dasharray=\"6 4\" class=\"rule\"";
        const string Halo = "fill=\"#24292f\" stroke=\"#ffffff\" stroke-width=\"3\" paint-order=\"stroke\" class=\"ink halo\"";
        if (IsVertical)
        {
            double x = area.X.Map(_value);
            area.Svg.Line(x, area.Top, x, area.Bottom, Stroke);
            bool left = x > area.Left + (0.7 * area.Width);
            area.Svg.Text(left ? x - 5 : x + 5, area.Top + 14, Label, Theme.TickSize, left ? "end" : "start", Halo);
        }
        else
        {
            double y = area.Y.Map(_value);
            area.Svg.Line(area.Left, y, area.Right, y, Stroke);
            double labelY = y < area.Top + 18 ? y + 14 : y - 5;
            area.Svg.Text(LabelAtStart ? area.Left + 6 : area.Right - 6, labelY, Label, Theme.TickSize, LabelAtStart ? "start" : "end", Halo);
        }
    }

    // The label stands on the line; the legend does not repeat it.
    internal override void DrawKey(SvgText svg, double x, double y, SeriesStyle style)
    {
    }
}

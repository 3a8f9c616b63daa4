using Earshot.Evaluation.Figures.Layout;

namespace Earshot.Evaluation.Figures.Layers;

/// <summary>One thing drawn between the axes. Layers are drawn in the order in which a figure lists them.</summary>
public abstract class PlotLayer
{
    private protected PlotLayer()
    {
    }

    /// <summary>Its name in the legend; empty for none.</summary>
    /// <value>Default empty.</value>
    public string Label { get; init; } = string.Empty;

    /// <summary>Which series color it takes, 0 or more; -1 takes a neutral gray, null the next free one.</summary>
    /// <value>Default null. A band takes that of its line by naming the same number.</value>
    public int? ColorIndex { get; init; }

    /// <summary>Whether it takes the next free color where none is named; others use <see cref="DefaultColor"/>.</summary>
    internal virtual bool TakesColor => true;

    internal virtual int DefaultColor => 0;

    /// <summary>Whether the data should touch the frame (lines, pictures) or keep off it (points).</summary>
    internal virtual bool IsTight => true;

    internal abstract Extent ExtentX { get; }

    internal abstract Extent ExtentY { get; }

    internal abstract void Draw(PlotArea area, SeriesStyle style);

    /// <summary>Draws the sample that stands before the label, 22 wide, centered on y.</summary>
    internal abstract void DrawKey(SvgText svg, double x, double y, SeriesStyle style);
}

namespace Earshot.Evaluation.Figures.Layout;

/// <summary>Where layers draw: the page, both scales, the rectangle, and which of several groups of bars is being drawn.</summary>
internal sealed record PlotArea(SvgText Svg, Scale X, Scale Y, double Left, double Top, double Width, double Height, int BarGroup, int BarGroupCount)
{
    public double Right => Left + Width;

    public double Bottom => Top + Height;
}

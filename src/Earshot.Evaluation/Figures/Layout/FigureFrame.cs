using Earshot.Evaluation.Figures.Layers;

namespace Earshot.Evaluation.Figures.Layout;

/// <summary>Lays out one figure: heading, legend, axes, color bar, and the layers between them.</summary>
internal sealed class FigureFrame
{
    private const double Edge = 14;
    private const double BarWidth = 12;
    private readonly double _width;
    private readonly (double Min, double Max) _rangeX;
    private readonly (double Min, double Max) _rangeY;
    private readonly Legend _legend;
    private readonly double _headHeight;
    private readonly double _footHeight;
    private readonly bool _turnLabels;

    public FigureFrame(SvgFigure figure, double width)
    {
        if (figure.Width < 200 || figure.Height < 150)
        {
            throw new ArgumentException($"expected at least 200 x 150 pixels, got {figure.Width} x {figure.Height}", nameof(figure));
        }

        Figure = figure;
        _width = width;
        Extent x = figure.Layers.Aggregate(Extent.Empty, (extent, layer) => extent.Include(layer.ExtentX));
        Extent y = figure.Layers.Aggregate(Extent.Empty, (extent, layer) => extent.Include(layer.ExtentY));
        bool picture = figure.Layers.OfType<HeatMapLayer>().Any();
        bool tight = figure.Layers.All(layer => layer.IsTight);
        _rangeX = Scale.Range(figure.XAxis, tight || x.IsEmpty ? x : Widen(x, figure.XAxis), rounded: false, MarksX);
        _rangeY = Scale.Range(figure.YAxis, y, rounded: !picture, MarksY);

        List<Tick> marks = Scale.Create(figure.YAxis, _rangeY, 0, 1).Marks(MarksY);
        double labelWidth = marks.Count == 0 ? 0 : marks.Max(m => TextWidth.Estimate(m.Label, Theme.TickSize));
        LeftMargin = Edge + (figure.YAxis.Label.Length > 0 ? 18 : 0) + labelWidth + 8;
        RightMargin = picture ? 78 : Edge + 8;
        _legend = new Legend(figure.Layers, width - (2 * Edge));
        _headHeight = Edge + (figure.Title.Length > 0 ? 18 : 0) + (figure.Subtitle.Length > 0 ? 17 : 0) + _legend.Height + 4;
        (_turnLabels, double labelHeight) = MeasureLabels();
        _footHeight = labelHeight + (figure.XAxis.Label.Length > 0 ? 20 : 2) + 10;
    }

    public SvgFigure Figure { get; }

    public double LeftMargin { get; }

    public double RightMargin { get; }

    private double MarksX => Figure.Width / 90.0;

    private double MarksY => Figure.Height / 60.0;

    public void Draw(SvgText svg, double top, double left, double right)
    {
        double plotTop = top + _headHeight;
        double plotHeight = Math.Max(20, Figure.Height - _headHeight - _footHeight);
        double plotWidth = Math.Max(20, _width - left - right);
        var x = Scale.Create(Figure.XAxis, _rangeX, left, left + plotWidth);
        var y = Scale.Create(Figure.YAxis, _rangeY, plotTop + plotHeight, plotTop);
        var area = new PlotArea(svg, x, y, left, plotTop, plotWidth, plotHeight, 0, Math.Max(1, Figure.Layers.OfType<BarLayer>().Count()));

        DrawHead(svg, top, left);
        DrawGrid(area);
        svg.Rectangle(left, plotTop, plotWidth, plotHeight, Theme.Frame);
        DrawLayers(area);
        DrawAxes(area);
        if (Figure.Layers.OfType<HeatMapLayer>().FirstOrDefault() is { } map)
        {
            DrawColorBar(area, map);
        }
    }

    private static Extent Widen(Extent extent, Axis axis)
    {
        if (axis.IsLogarithmic)
        {
            double factor = Math.Pow(Math.Max(extent.Max / extent.Min, 1.01), 0.04);
            return new Extent(axis.Min ?? (extent.Min / factor), axis.Max ?? (extent.Max * factor));
        }

        double room = 0.04 * (extent.Max - extent.Min);
        return new Extent(extent.Min - room, extent.Max + room);
    }

    // Category names that do not fit side by side are turned by 30 degrees.
    private (bool Turned, double Height) MeasureLabels()
    {
        if (Figure.XAxis.Categories is not { Count: > 0 } names)
        {
            return (false, 20);
        }

        double slot = (_width - LeftMargin - RightMargin) / names.Count;
        double longest = names.Max(name => TextWidth.Estimate(name, Theme.TickSize));
        return longest + 8 <= slot ? (false, 20) : (true, 18 + (0.5 * longest));
    }

    private void DrawHead(SvgText svg, double top, double left)
    {
        double y = top + Edge;
        if (Figure.Title.Length > 0)
        {
            y += 12;
            svg.Text(left, y, Figure.Title, Theme.TitleSize, "start", Theme.Ink + " font-weight=\"600\"");
            y += 6;
        }

        if (Figure.Subtitle.Length > 0)
        {
            svg.Text(left, y + 11, Figure.Subtitle, Theme.TextSize, "start", Theme.Soft);
            y += 17;
        }

        _legend.Draw(svg, left, y + 2);
    }

    private void DrawGrid(PlotArea area)
    {
        if (Figure.XAxis.Categories is null)
        {
            foreach (Tick mark in area.X.Marks(MarksX))
            {
                double at = area.X.Map(mark.Value);
                area.Svg.Line(at, area.Top, at, area.Bottom, mark.Label.Length > 0 ? Theme.Grid : Theme.FineGrid);
            }
        }

        foreach (Tick mark in area.Y.Marks(MarksY))
        {
            double at = area.Y.Map(mark.Value);
            area.Svg.Line(area.Left, at, area.Right, at, mark.Label.Length > 0 ? Theme.Grid : Theme.FineGrid);
        }
    }

    private void DrawLayers(PlotArea area)
    {
        string clip = area.Svg.NewId();
        area.Svg.Raw($"<clipPath id=\"{clip}\">");
        // Markers at 100 % stand on the frame: they are shown whole.
        double room = Figure.Layers.All(layer => layer.IsTight) ? 0 : 6;
        area.Svg.Rectangle(area.Left - room, area.Top - room, area.Width + (2 * room), area.Height + (2 * room), string.Empty);
        area.Svg.Raw($"</clipPath>\n<g clip-path=\"url(#{clip})\">");
        int bars = 0;
        foreach ((PlotLayer layer, SeriesStyle style) in Legend.Styles(Figure.Layers))
        {
            layer.Draw(layer is BarLayer ? area with { BarGroup = bars++ } : area, style);
        }

        area.Svg.Raw("</g>");
    }

    private void DrawAxes(PlotArea area)
    {
        foreach (Tick mark in area.X.Marks(MarksX))
        {
            double at = area.X.Map(mark.Value);
            bool category = Figure.XAxis.Categories is not null;
            if (!category)
            {
                area.Svg.Line(at, area.Bottom, at, area.Bottom + (mark.Label.Length > 0 ? 5 : 3), Theme.Tick);
            }

            area.Svg.Text(at, area.Bottom + 17, mark.Label, Theme.TickSize, _turnLabels ? "end" : "middle", Theme.Soft, _turnLabels ? -30 : 0);
        }

        foreach (Tick mark in area.Y.Marks(MarksY))
        {
            double at = area.Y.Map(mark.Value);
            area.Svg.Line(area.Left - (mark.Label.Length > 0 ? 5 : 3), at, area.Left, at, Theme.Tick);
            area.Svg.Text(area.Left - 8, at + 4, mark.Label, Theme.TickSize, "end", Theme.Soft);
        }

        double middle = area.Top + (area.Height / 2);
        double labelAt = area.Left - LeftMargin + Edge + 8;
        area.Svg.Text(area.Left + (area.Width / 2), area.Bottom + _footHeight - 12, Figure.XAxis.Label, Theme.TextSize, "middle");
        area.Svg.Text(labelAt, middle, Figure.YAxis.Label, Theme.TextSize, "middle", turn: -90);
    }

    private void DrawColorBar(PlotArea area, HeatMapLayer map)
    {
        double left = area.Right + 10;
        byte[] ramp = [.. Enumerable.Range(0, 256).Select(i => (byte)(255 - i))];
        HeatMapLayer.DrawImage(area.Svg, PngImage.FromPalette(1, 256, ramp, map.Map.Table), left, area.Top, BarWidth, area.Height);
        area.Svg.Rectangle(left, area.Top, BarWidth, area.Height, Theme.Frame);
        var axis = new Axis();
        var scale = Scale.Create(axis, (map.Lowest, map.Highest), area.Bottom, area.Top);
        foreach (Tick mark in scale.Marks(MarksY))
        {
            double at = scale.Map(mark.Value);
            area.Svg.Line(left + BarWidth, at, left + BarWidth + 4, at, Theme.Tick);
            area.Svg.Text(left + BarWidth + 7, at + 4, mark.Label, Theme.TickSize, "start", Theme.Soft);
        }

        area.Svg.Text(area.Right + 70, area.Top + (area.Height / 2), map.ValueLabel, Theme.TextSize, "middle", turn: -90);
    }
}

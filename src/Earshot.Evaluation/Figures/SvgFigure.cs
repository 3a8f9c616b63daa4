using System.Text;
using Earshot.Evaluation.Figures.Layers;
using Earshot.Evaluation.Figures.Layout;

namespace Earshot.Evaluation.Figures;

/// <summary>A figure with two axes and layers between them, written as SVG without any library.</summary>
/// <remarks>
/// Title, subtitle and legend stand above the plot, so they never cover data. Light and dark readers both get readable ink. The
/// same figure gives the same bytes on every machine.
/// </remarks>
public sealed class SvgFigure : IFigure
{
    /// <summary>Its heading; empty for none.</summary>
    /// <value>Default empty.</value>
    public string Title { get; init; } = string.Empty;

    /// <summary>A line below the heading, such as the condition and the number of trials.</summary>
    /// <value>Default empty.</value>
    public string Subtitle { get; init; } = string.Empty;

    /// <summary>The horizontal axis.</summary>
    public Axis XAxis { get; init; } = new();

    /// <summary>The vertical axis.</summary>
    public Axis YAxis { get; init; } = new();

    /// <summary>What is drawn, the first at the bottom.</summary>
    public IReadOnlyList<PlotLayer> Layers { get; init; } = [];

    /// <summary>Width of the whole picture in pixels.</summary>
    /// <value>Default 720; 200 or more.</value>
    public int Width { get; init; } = 720;

    /// <summary>Height of the whole picture in pixels.</summary>
    /// <value>Default 420; 150 or more.</value>
    public int Height { get; init; } = 420;

    /// <summary>The SVG document.</summary>
    /// <exception cref="ArgumentException">A size is too small, or a logarithmic axis reaches 0 or less.</exception>
    public string ToSvg() => FigureStack.Render([this]);

    /// <inheritdoc/>
    public void WriteTo(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(Encoding.UTF8.GetBytes(ToSvg()));
    }
}

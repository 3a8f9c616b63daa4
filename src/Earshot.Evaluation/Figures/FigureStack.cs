using System.Text;
using Earshot.Evaluation.Figures.Layout;

namespace Earshot.Evaluation.Figures;

/// <summary>Figures below one another in one picture, their left and right edges in line, such as a score over a spectrogram.</summary>
public sealed class FigureStack : IFigure
{
    private readonly IReadOnlyList<SvgFigure> _figures;

    /// <summary>Creates a stack.</summary>
    /// <param name="figures">One figure or more, from the top; the widest decides the width.</param>
    /// <exception cref="ArgumentException">There is no figure.</exception>
    public FigureStack(params IReadOnlyList<SvgFigure> figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        _figures = figures.Count > 0 ? figures : throw new ArgumentException("expected one figure or more, got none", nameof(figures));
    }

    /// <summary>The SVG document.</summary>
    /// <exception cref="ArgumentException">A size is too small, or a logarithmic axis reaches 0 or less.</exception>
    public string ToSvg() => Render(_figures);

    /// <inheritdoc/>
    public void WriteTo(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(Encoding.UTF8.GetBytes(ToSvg()));
    }

    internal static string Render(IReadOnlyList<SvgFigure> figures)
    {
        int width = figures.Max(f => f.Width);
        int height = figures.Sum(f => f.Height);
        FigureFrame[] frames = [.. figures.Select(f => new FigureFrame(f, width))];
        double left = frames.Max(f => f.LeftMargin);
        double right = frames.Max(f => f.RightMargin);
        var svg = new SvgText();
        svg.Raw($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" {Theme.Family} role=\"img\">");
        string title = string.Join("; ", figures.Select(f => f.Title).Where(t => t.Length > 0));
        if (title.Length > 0)
        {
            svg.Raw($"<title>{SvgText.Escape(title)}</title>");
        }

        svg.Raw(Theme.Style);
        svg.Rectangle(0, 0, width, height, Theme.Paper);
        double top = 0;
        foreach (FigureFrame frame in frames)
        {
            frame.Draw(svg, top, left, right);
            top += frame.Figure.Height;
        }

        return svg.Raw("</svg>").ToString();
    }
}

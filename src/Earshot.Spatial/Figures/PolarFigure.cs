using System.Globalization;
using System.Text;
using Earshot.Evaluation.Figures;
using Earshot.Evaluation.Figures.Color;

namespace Earshot.Spatial.Figures;

/// <summary>Levels around the horizon, the front at the top, the listener's right at the right; 40 dB from the middle to the rim.</summary>
internal sealed class PolarFigure : IFigure
{
    private const double RangeDb = 40;
    private const double Radius = 200;
    private const double CenterX = 260;
    private const double CenterY = 290;
    private readonly string _title;
    private readonly IReadOnlyList<(string Label, double[] LevelsDb)> _curves;

    /// <summary>Creates a figure.</summary>
    /// <param name="title">Its heading.</param>
    /// <param name="curves">Levels at even steps from the front to the right and around; 0 dB and above are at the rim.</param>
    public PolarFigure(string title, IReadOnlyList<(string Label, double[] LevelsDb)> curves)
    {
        _title = title;
        _curves = curves;
    }

    /// <inheritdoc/>
    public void WriteTo(Stream stream)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"640\" height=\"530\" viewBox=\"0 0 640 530\" font-family=\"'Liberation Sans', Arial, sans-serif\" role=\"img\">");
        svg.Append("<style>@media (prefers-color-scheme: dark) { .ink { fill: #e6edf3 } .soft { fill: #9da7b1 } .grid { stroke: #30363d } .paper { fill: #0d1117 } }</style>");
        svg.Append("<rect width=\"640\" height=\"530\" fill=\"#ffffff\" class=\"paper\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"24\" y=\"30\" font-size=\"15\" font-weight=\"600\" fill=\"#24292f\" class=\"ink\">{_title}</text>");
        svg.Append("<text x=\"24\" y=\"50\" font-size=\"12\" fill=\"#57606a\" class=\"soft\">front at the top, the listener's right at the right; rings every 10 dB</text>");
        for (double db = 0; db > -RangeDb; db -= 10)
        {
            double r = Radius * (1 + (db / RangeDb));
            svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{CenterX}\" cy=\"{CenterY}\" r=\"{r:0.#}\" fill=\"none\" stroke=\"#d8dee4\" class=\"grid\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{CenterX + 4}\" y=\"{CenterY - r - 3:0.#}\" font-size=\"11\" fill=\"#57606a\" class=\"soft\">{db:0}</text>");
        }

        for (int angle = 0; angle < 360; angle += 30)
        {
            (double x, double y) = Place(angle, 0);
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{CenterX}\" y1=\"{CenterY}\" x2=\"{x:0.#}\" y2=\"{y:0.#}\" stroke=\"#d8dee4\" class=\"grid\"/>");
            (double tx, double ty) = Place(angle, 4);
            int named = angle > 180 ? angle - 360 : angle;
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{tx:0.#}\" y=\"{ty + 4:0.#}\" font-size=\"11\" text-anchor=\"middle\" fill=\"#57606a\" class=\"soft\">{named}</text>");
        }

        for (int c = 0; c < _curves.Count; c++)
        {
            Rgb color = OkabeIto.Colors[(c + 1) % OkabeIto.Colors.Count];
            double[] levels = _curves[c].LevelsDb;
            IEnumerable<string> points = Enumerable.Range(0, levels.Length + 1).Select(i =>
            {
                (double x, double y) = Place(360.0 * i / levels.Length, Math.Clamp(levels[i % levels.Length], -RangeDb, 0));
                return string.Create(CultureInfo.InvariantCulture, $"{x:0.#},{y:0.#}");
            });
            svg.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{string.Join(' ', points)}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"2\"/>");
            double at = 110 + (24 * c);
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"510\" y1=\"{at}\" x2=\"535\" y2=\"{at}\" stroke=\"{color}\" stroke-width=\"3\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"542\" y=\"{at + 4}\" font-size=\"12\" fill=\"#24292f\" class=\"ink\">{_curves[c].Label}</text>");
        }

        svg.Append("</svg>");
        stream.Write(Encoding.UTF8.GetBytes(svg.ToString()));
    }

    private static (double X, double Y) Place(double angleDeg, double db)
    {
        double r = Radius * (1 + (db / RangeDb));
        double angle = angleDeg * Math.PI / 180;
        return (CenterX + (r * Math.Sin(angle)), CenterY - (r * Math.Cos(angle)));
    }
}

using System.Net;
using System.Text;
using Earshot.Evaluation.Figures;
using Earshot.Spatial;

namespace Earshot.Cli.Spatial;

/// <summary><c>report.html</c>: the figures of a design as one page without anything outside it.</summary>
internal static class DesignPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="model">The design.</param>
    /// <param name="score">Its score.</param>
    /// <param name="figures">Pictures with their descriptions.</param>
    public static string Write(SpatialModel model, ScoreReport score, IReadOnlyList<(string Name, string Description, IFigure Figure)> figures)
    {
        string name = WebUtility.HtmlEncode(model.Device.Name);
        var page = new StringBuilder();
        page.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.Append($"<title>{name}: spatial design</title>\n");
        page.Append("<style>:root{color-scheme:light dark}body{font-family:'Segoe UI','Liberation Sans',Arial,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;line-height:1.5}"
            + "figure{margin:2rem 0}svg{max-width:100%;height:auto}figcaption{opacity:.75}pre{overflow-x:auto}</style>\n</head>\n<body>\n");
        page.Append($"<h1>{name}</h1>\n<p>{model.Playback.DriverCount} drivers, listener at {model.Device.Listener.DistanceM:0.##} m, {model.Playback.TapCount} taps at {model.SampleRate} Hz. ");
        page.Append("Designed on a rigid sphere; separation is never quoted without its boost.</p>\n");
        page.Append($"<pre>{WebUtility.HtmlEncode(score.Format())}</pre>\n");
        foreach ((string _, string description, IFigure figure) in figures)
        {
            using var svg = new MemoryStream();
            figure.WriteTo(svg);
            page.Append($"<figure>\n{Encoding.UTF8.GetString(svg.ToArray())}\n<figcaption>{WebUtility.HtmlEncode(description)}</figcaption>\n</figure>\n");
        }

        return page.Append("</body>\n</html>\n").ToString();
    }
}

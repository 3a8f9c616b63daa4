using System.Text;
using Earshot.Evaluation.Figures;
using Earshot.Signals.Wave;

namespace Earshot.Evaluation.Reports;

/// <summary>Puts a page and its pictures in place of the last ones.</summary>
/// <remarks>
/// Each file is written beside its target and renamed, the page last: a run that dies leaves every file whole, and the page
/// never names a picture that is not there.
/// </remarks>
public static class ReportWriter
{
    /// <summary>Writes a page; its pictures go to the same folder.</summary>
    /// <param name="report">The page.</param>
    /// <param name="path">Where it will appear, such as <c>docs/evaluation/watermark.md</c>; its folder is made if missing.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void Write(Report report, string path)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentException.ThrowIfNullOrEmpty(path);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        foreach ((string name, IFigure figure) in report.Figures.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            AtomicFile.Write(Path.Combine(folder, name), figure.WriteTo);
        }

        byte[] page = Encoding.UTF8.GetBytes(report.ToMarkdown());
        AtomicFile.Write(path, stream => stream.Write(page));
    }
}

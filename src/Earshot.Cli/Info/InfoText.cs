using System.Text;

namespace Earshot.Cli.Info;

/// <summary>The report for a person: one figure a line.</summary>
internal static class InfoText
{
    /// <summary>Formats the report.</summary>
    /// <param name="report">The figures.</param>
    /// <returns>Lines without a line break at the end.</returns>
    public static string Format(InfoReport report)
    {
        var text = new StringBuilder();
        Line(text, "file", report.File);
        Line(text, "format", report.Format);
        Line(text, "sample rate", $"{report.SampleRateHz} Hz");
        Line(text, "channels", $"{report.ChannelCount}");
        Line(text, "duration", $"{TimeSpan.FromSeconds(report.DurationSeconds):hh\\:mm\\:ss\\.fff} ({report.LengthSamples} samples)");
        Line(text, "peak", Decibels(report.PeakDbfs, "dBFS"));
        Line(text, "true peak", Decibels(report.TruePeakDbtp, "dBTP"));
        Line(text, "level (RMS)", Decibels(report.RmsDbfs, "dBFS"));
        Line(text, "loudness", Decibels(report.IntegratedLufs, "LUFS"));
        Line(text, "loudness range", report.LoudnessRangeLu is { } range ? $"{range:0.0} LU" : "-");
        Line(text, "DC offset", $"{report.DcOffset:0.000000}");
        Line(text, "clipped samples", $"{report.ClippedSamples}");
        return text.ToString().TrimEnd();
    }

    private static void Line(StringBuilder text, string name, string value) => text.Append($"{name,-16}{value}\n");

    private static string Decibels(double? value, string unit) => value is { } v ? $"{v:0.0} {unit}" : "-";
}

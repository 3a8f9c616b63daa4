using Earshot.Cli.Terminals;

namespace Earshot.Cli.Info;

/// <summary>The report for a person.</summary>
internal static class InfoText
{
    /// <summary>Formats the report.</summary>
    /// <param name="report">The figures.</param>
    public static string Format(InfoReport report) => new FigureList()
        .Add("file", report.File)
        .Add("format", report.Format)
        .Add("sample rate", $"{report.SampleRateHz} Hz")
        .Add("channels", $"{report.ChannelCount}")
        .Add("duration", $"{Clock(report.DurationSeconds)} ({report.LengthSamples} samples)")
        .Add("peak", report.PeakDbfs, "dBFS")
        .Add("true peak", report.TruePeakDbtp, "dBTP")
        .Add("level (RMS)", report.RmsDbfs, "dBFS")
        .Add("loudness", report.IntegratedLufs, "LUFS")
        .Add("loudness range", report.LoudnessRangeLu, "LU")
        .Add("DC offset", $"{report.DcOffset:0.000000}")
        .Add("clipped samples", $"{report.ClippedSamples}")
        .ToString();

    private static string Clock(double seconds)
    {
        var time = TimeSpan.FromSeconds(seconds);
        return $"{(long)time.TotalHours:00}:{time:mm\\:ss\\.fff}";
    }
}

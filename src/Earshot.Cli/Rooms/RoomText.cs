using Earshot.Cli.Terminals;

namespace Earshot.Cli.Rooms;

/// <summary>The report for a person.</summary>
internal static class RoomText
{
    /// <summary>Formats the report.</summary>
    /// <param name="report">The figures.</param>
    public static string Format(RoomReport report) => new FigureList()
        .Add("recording", $"{report.File}, {report.DurationSeconds:0.00} s at {report.SampleRateHz} Hz")
        .Add("distance", report.CriticalDistanceM is { } critical
            ? $"{report.DistanceM:0.00} m (critical distance {critical:0.00} m)"
            : $"{report.DistanceM:0.00} m (no reverberation)")
        .Add("direct to reverberant", report.DirectToReverberantDb, "dB")
        .Add("reverberation time", report.Rt60MeasuredSeconds is { } measured
            ? $"{report.Rt60Seconds:0.00} s (measured {measured:0.00} s)"
            : $"{report.Rt60Seconds:0.00} s")
        .Add("level", report.LevelDbfs, "dBFS")
        .Add("SNR, whole band", report.SnrWideBandDb, "dB")
        .Add($"SNR, {report.BandLowHz:0}-{report.BandHighHz:0} Hz", report.SnrInBandDb, "dB")
        .Add("clock skew", $"{report.SkewPpm:0.###} ppm")
        .Add("first arrival", $"{report.ArrivalSeconds * 1000:0.0} ms")
        .Add("seed", $"{report.Seed}")
        .ToString();
}

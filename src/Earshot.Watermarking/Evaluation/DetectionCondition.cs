namespace Earshot.Watermarking.Evaluation;

/// <summary>One row of the detection table.</summary>
/// <param name="Id">Short name.</param>
/// <param name="Description">What stands between loudspeaker and detector.</param>
/// <param name="Rt60Seconds">Reverberation time; 0 for no room.</param>
/// <param name="DirectToReverberantDb">Direct sound against reverberation.</param>
/// <param name="SnrDb">Programme against pink noise at the microphone, over the whole band; infinite for none.</param>
/// <param name="SkewPpm">Clock skew; its sign is drawn.</param>
/// <param name="FalseAlarmsPerHour">The rate that fixes the threshold.</param>
/// <param name="Reach">Share of marks to find.</param>
internal sealed record DetectionCondition(
    string Id,
    string Description,
    double Rt60Seconds,
    double DirectToReverberantDb,
    double SnrDb,
    double SkewPpm,
    double FalseAlarmsPerHour,
    double Reach)
{
    /// <summary>Whether the microphone has an automatic gain control.</summary>
    public bool HasGainControl { get; init; }

    /// <summary>The acoustic rows. Direct-to-reverberant ratios follow the distance with a critical distance of 1 m at RT60 0.4 s.</summary>
    public static IReadOnlyList<DetectionCondition> Acoustic { get; } =
    [
        new("D2", "1 m, RT60 0.4 s, 10 dB pink, 100 ppm", 0.4, 0, 10, 100, 0.01, 0.99),
        new("D3", "6.1 m, RT60 0.4 s, 20 dB pink, 50 ppm", 0.4, -16, 20, 50, 0.01, 0.99),
        new("D4", "5 m, RT60 0.6 s, 20 dB pink, 50 ppm", 0.6, -14, 20, 50, 0.01, 0.97),
        new("D5", "2 m, RT60 0.4 s, 10 dB pink, 100 ppm", 0.4, -6, 10, 100, 1.0 / 24, 0.95),
        new("D6", "2 m, RT60 0.6 s, 5 dB pink, 50 ppm", 0.6, -6, 5, 50, 1.0 / 24, 0.85),
        new("D2 AGC", "1 m as D2, then a microphone with gain control", 0.4, 0, 10, 100, 0.01, double.NaN) { HasGainControl = true },
        new("200 ppm", "1 m, RT60 0.4 s, 10 dB pink, 200 ppm", 0.4, 0, 10, 200, 0.01, double.NaN),
    ];
}

namespace Earshot.Signals.Measures;

/// <summary>The loudness figures of one recording.</summary>
/// <param name="IntegratedLufs">Gated loudness, LUFS; negative infinity when nothing is above -70 LUFS.</param>
/// <param name="RangeLu">Loudness range, LU.</param>
/// <param name="MaximumMomentaryLufs">Loudest 400 ms, LUFS; negative infinity for less than 400 ms.</param>
/// <param name="MaximumShortTermLufs">Loudest 3 s, LUFS; negative infinity for less than 3 s.</param>
/// <param name="TruePeakDbtp">Highest true peak over all channels, dB relative to full scale.</param>
public sealed record LoudnessReport(
    double IntegratedLufs,
    double RangeLu,
    double MaximumMomentaryLufs,
    double MaximumShortTermLufs,
    double TruePeakDbtp);

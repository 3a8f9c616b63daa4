namespace Earshot.Cli.Info;

/// <summary>What <c>earshot info</c> says about a recording; null where the recording is too short, too silent or too slow to have the figure.</summary>
/// <param name="File">The path as given, <c>-</c> for standard input.</param>
/// <param name="Format">Container and coding.</param>
/// <param name="SampleRateHz">Samples per second and channel.</param>
/// <param name="ChannelCount">Channels.</param>
/// <param name="LengthSamples">Samples per channel.</param>
/// <param name="DurationSeconds">Length in time.</param>
/// <param name="PeakDbfs">Largest sample of any channel, dB full scale.</param>
/// <param name="TruePeakDbtp">Largest value between the samples (ITU-R BS.1770-4 annex 2), dB full scale.</param>
/// <param name="RmsDbfs">Root mean square over all channels, dB full scale.</param>
/// <param name="IntegratedLufs">Gated loudness (ITU-R BS.1770-4), LUFS.</param>
/// <param name="LoudnessRangeLu">Loudness range (EBU Tech 3342), LU.</param>
/// <param name="DcOffset">Mean of the channel that is furthest from zero, full scale = 1.</param>
/// <param name="ClippedSamples">Samples in runs of three or more at full scale, over all channels.</param>
internal sealed record InfoReport(
    string File,
    string Format,
    int SampleRateHz,
    int ChannelCount,
    long LengthSamples,
    double DurationSeconds,
    double? PeakDbfs,
    double? TruePeakDbtp,
    double? RmsDbfs,
    double? IntegratedLufs,
    double? LoudnessRangeLu,
    double DcOffset,
    long ClippedSamples);

namespace Earshot.Signals.Channels;

/// <summary>Settings of <see cref="Loudspeaker"/>.</summary>
public sealed class LoudspeakerOptions
{
    /// <summary>Lower edge of the band, -3 dB, in hertz. Default: 150. Range: 0 (off) or 10..5000.</summary>
    public double LowCutHz { get; init; } = 150;

    /// <summary>
    /// Upper edge of the band, -3 dB, in hertz. Default: 15000. Range: 500..200000, above <see cref="LowCutHz"/>; from 0.45 of the
    /// sample rate on, the rate itself is the limit.
    /// </summary>
    public double HighCutHz { get; init; } = 15_000;

    /// <summary>
    /// Level in dB relative to full scale that the driver approaches and never passes (soft clipping). Default: 6, which takes 1 dB
    /// off a full-scale peak and gives a full-scale sine 3 % of third harmonic, one of -20 dB 0.03 %. Range: -60..60, or positive
    /// infinity for a linear driver.
    /// </summary>
    public double ClipDbfs { get; init; } = 6;

    internal void CollectProblems(List<string> problems, string prefix)
    {
        if (LowCutHz != 0)
        {
            OptionCheck.Range(problems, prefix + nameof(LowCutHz), LowCutHz, 10, 5000);
        }

        OptionCheck.Range(problems, prefix + nameof(HighCutHz), HighCutHz, 500, 200_000);
        if (LowCutHz >= HighCutHz)
        {
            problems.Add($"{prefix}{nameof(LowCutHz)} is {LowCutHz}, not below {nameof(HighCutHz)} = {HighCutHz}");
        }

        if (!double.IsPositiveInfinity(ClipDbfs))
        {
            OptionCheck.Range(problems, prefix + nameof(ClipDbfs), ClipDbfs, -60, 60);
        }
    }
}

namespace Earshot.Signals.Channels;

/// <summary>Settings of <see cref="GainControl"/>.</summary>
public sealed class GainControlOptions
{
    /// <summary>RMS level that the gain aims at, in dB relative to full scale. Default: -20. Range: -80..0.</summary>
    public double TargetDbfs { get; init; } = -20;

    /// <summary>Largest gain in dB. Default: 30. Range: <see cref="MinimumGainDb"/>..80.</summary>
    public double MaximumGainDb { get; init; } = 30;

    /// <summary>Smallest gain in dB. Default: -20. Range: -80..<see cref="MaximumGainDb"/>.</summary>
    public double MinimumGainDb { get; init; } = -20;

    /// <summary>Time constant with which the gain falls, in milliseconds. Default: 30. Range: 1..10000.</summary>
    public double AttackMs { get; init; } = 30;

    /// <summary>Time constant with which the gain rises, in milliseconds. Default: 500. Range: 1..60000.</summary>
    public double ReleaseMs { get; init; } = 500;

    /// <summary>Time constant of the level meter, in milliseconds. Default: 20. Range: 1..1000.</summary>
    public double DetectorMs { get; init; } = 20;

    /// <summary>Below this RMS level the gain is held, so that pauses are not pumped up. Default: -60. Range: -120..0.</summary>
    public double HoldBelowDbfs { get; init; } = -60;

    internal void CollectProblems(List<string> problems, string prefix)
    {
        OptionCheck.Range(problems, prefix + nameof(TargetDbfs), TargetDbfs, -80, 0);
        OptionCheck.Range(problems, prefix + nameof(MaximumGainDb), MaximumGainDb, -80, 80);
        OptionCheck.Range(problems, prefix + nameof(MinimumGainDb), MinimumGainDb, -80, 80);
        OptionCheck.Range(problems, prefix + nameof(AttackMs), AttackMs, 1, 10_000);
        OptionCheck.Range(problems, prefix + nameof(ReleaseMs), ReleaseMs, 1, 60_000);
        OptionCheck.Range(problems, prefix + nameof(DetectorMs), DetectorMs, 1, 1000);
        OptionCheck.Range(problems, prefix + nameof(HoldBelowDbfs), HoldBelowDbfs, -120, 0);
        if (MinimumGainDb > MaximumGainDb)
        {
            problems.Add($"{prefix}{nameof(MinimumGainDb)} is {MinimumGainDb}, above {nameof(MaximumGainDb)} = {MaximumGainDb}");
        }
    }
}

namespace Earshot.Signals.Channels;

/// <summary>Settings of <see cref="Microphone"/>.</summary>
public sealed class MicrophoneOptions
{
    /// <summary>
    /// RMS level of the microphone's own noise (white), in dB relative to full scale. Default: -80. Range: -200..0, or negative
    /// infinity for none.
    /// </summary>
    public double NoiseFloorDbfs { get; init; } = -80;

    /// <summary>Gain control behind the capsule. Default: null, none.</summary>
    public GainControlOptions? GainControl { get; init; }

    /// <summary>Bits of the converter, which clips at full scale. Default: 16. Range: 8..24, or 0 for a float output that neither clips nor rounds.</summary>
    public int BitDepth { get; init; } = 16;

    /// <summary>Seed of the noise. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    internal void CollectProblems(List<string> problems, string prefix)
    {
        if (!double.IsNegativeInfinity(NoiseFloorDbfs))
        {
            OptionCheck.Range(problems, prefix + nameof(NoiseFloorDbfs), NoiseFloorDbfs, -200, 0);
        }

        if (BitDepth != 0)
        {
            OptionCheck.Range(problems, prefix + nameof(BitDepth), BitDepth, 8, 24);
        }

        GainControl?.CollectProblems(problems, $"{prefix}{nameof(GainControl)}.");
    }
}

namespace Earshot.Signals.Measures;

/// <summary>What a <see cref="MaskingModel"/> can be told.</summary>
public sealed class MaskingOptions
{
    /// <summary>Samples per frame.</summary>
    /// <value>Even, 32 or more; 0 for the default: 20 ms.</value>
    public int FrameLength { get; init; }

    /// <summary>Sound pressure level at which a full-scale sine is assumed to be heard, dB SPL.</summary>
    /// <value>40 .. 130; default 92, the listening level that ITU-R BS.1387 assumes.</value>
    public double FullScaleDbSpl { get; init; } = 92;

    /// <summary>How far noise must lie below a masker that is noise, dB.</summary>
    /// <value>0 .. 30; default 5.5 (Johnston 1988).</value>
    public double NoiseMaskingOffsetDb { get; init; } = 5.5;

    /// <summary>How far noise must lie below a masker that is a tone, dB, at 0 Bark; each Bark adds 1 dB.</summary>
    /// <value>0 .. 40; default 14.5 (Johnston 1988).</value>
    public double ToneMaskingOffsetDb { get; init; } = 14.5;

    internal void Validate(string name)
    {
        var problems = new List<string>();
        if (FrameLength != 0 && (FrameLength < 32 || FrameLength % 2 != 0))
        {
            problems.Add($"FrameLength is {FrameLength}; an even number of 32 or more, or 0, was expected");
        }

        Require(FullScaleDbSpl, 40, 130, nameof(FullScaleDbSpl), problems);
        Require(NoiseMaskingOffsetDb, 0, 30, nameof(NoiseMaskingOffsetDb), problems);
        Require(ToneMaskingOffsetDb, 0, 40, nameof(ToneMaskingOffsetDb), problems);
        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", problems), name);
        }
    }

    private static void Require(double value, double low, double high, string name, List<string> problems)
    {
        if (!(value >= low && value <= high))
        {
            problems.Add($"{name} is {value}; {low} .. {high} was expected");
        }
    }
}

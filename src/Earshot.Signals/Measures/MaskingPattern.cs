namespace Earshot.Signals.Measures;

/// <summary>Masking thresholds and powers of a whole signal, <c>[frame][band]</c>, in the units of <see cref="MaskingModel"/>.</summary>
public sealed class MaskingPattern
{
    private readonly float[] _thresholds; // [frame][band]
    private readonly float[] _powers; // [frame][band]

    internal MaskingPattern(int bandCount, float[] thresholds, float[] powers)
    {
        BandCount = bandCount;
        FrameCount = thresholds.Length / bandCount;
        _thresholds = thresholds;
        _powers = powers;
    }

    /// <summary>Number of frames.</summary>
    public int FrameCount { get; }

    /// <summary>Values per frame.</summary>
    public int BandCount { get; }

    /// <summary>The thresholds of one frame, power per band.</summary>
    /// <param name="frame">0 .. FrameCount - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such frame.</exception>
    public ReadOnlySpan<float> Threshold(int frame) => Row(_thresholds, frame);

    /// <summary>The powers of one frame, per band.</summary>
    /// <param name="frame">0 .. FrameCount - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such frame.</exception>
    public ReadOnlySpan<float> Power(int frame) => Row(_powers, frame);

    private ReadOnlySpan<float> Row(float[] values, int frame)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frame);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(frame, FrameCount);
        return values.AsSpan(frame * BandCount, BandCount);
    }
}

namespace Earshot.Spatial.Devices;

/// <summary>What the filters may be.</summary>
public sealed class FilterOptions
{
    /// <summary>Taps of every filter at 48 kHz; other rates get as many as make the same time. Default: 512. Range: 32 .. 8192.</summary>
    public int TapCount { get; init; } = 512;

    /// <summary>Lead-in in milliseconds; null for half the taps. Default: null. Range: 0 .. the taps' time.</summary>
    public double? DelayMs { get; init; }

    /// <summary>Whether exports hold the relative form (one equaliser, delays and quotients) instead of one filter a driver. Default: false.</summary>
    public bool IsRelative { get; init; }

    /// <summary>Taps at a rate.</summary>
    /// <param name="sampleRate">Samples per second.</param>
    internal int TapsAt(int sampleRate) => (int)Math.Round(TapCount * sampleRate / 48000.0 / 2) * 2;

    /// <summary>Lead-in at a rate, in whole samples.</summary>
    /// <param name="sampleRate">Samples per second.</param>
    internal int DelayAt(int sampleRate) => DelayMs is { } ms
        ? Math.Min((int)Math.Round(ms / 1000 * sampleRate), TapsAt(sampleRate) - 1)
        : TapsAt(sampleRate) / 2;

    /// <summary>Notes every value out of range.</summary>
    internal void Check(List<string> problems)
    {
        RangeCheck.Within(problems, "taps", TapCount, 32, 8192);
        if (DelayMs is { } ms)
        {
            RangeCheck.Within(problems, "filter delay", ms, 0, TapCount / 48.0);
        }
    }
}

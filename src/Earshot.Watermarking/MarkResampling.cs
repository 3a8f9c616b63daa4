using Earshot.Signals.Resampling;

namespace Earshot.Watermarking;

/// <summary>The resampler between a programme's rate and the grid of the mark.</summary>
internal static class MarkResampling
{
    /// <summary>
    /// The mark ends at 4 kHz, so the filter may take its time up to 8 kHz (and up to the programme's own limit, for rates under
    /// 16 kHz), which keeps it short: 4.4 kHz of 8 kHz is a pass band of 0.55.
    /// </summary>
    public static ResamplerOptions Options { get; } = new() { Quality = new ResamplerQuality(StopBandDb: 72, PassBand: 0.55) };

    /// <summary>For programmes under 16 kHz the pass band reaches nearly to their limit instead.</summary>
    public static ResamplerOptions NarrowOptions { get; } = new() { Quality = KnownResamplers.Standard };

    /// <summary>The options for a programme's rate.</summary>
    public static ResamplerOptions For(int sampleRate) => sampleRate < MarkFormat.SampleRate ? NarrowOptions : Options;
}

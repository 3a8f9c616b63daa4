namespace Earshot.Signals.Resampling;

/// <summary>The usual trade-offs between pass band, rejection and cost.</summary>
/// <remarks>Cost in multiplications an output sample at the slower rate f: (StopBandDb - 7.95) / (7.18 (1 - PassBand)), times the ratio of the rates when going down.</remarks>
public static class KnownResamplers
{
    /// <summary>Rejection 60 dB, pass band to 0.85 of Nyquist: detectors, meters, previews. 48 multiplications.</summary>
    public static ResamplerQuality Fast { get; } = new(StopBandDb: 60, PassBand: 0.85);

    /// <summary>Rejection 96 dB (16 bits), pass band to 0.91 of Nyquist: the default. 136 multiplications.</summary>
    public static ResamplerQuality Standard { get; } = new(StopBandDb: 96, PassBand: 0.91);

    /// <summary>Rejection 130 dB (near the floor of float32), pass band to 0.95 of Nyquist: mastering, measurement. 340 multiplications.</summary>
    public static ResamplerQuality High { get; } = new(StopBandDb: 130, PassBand: 0.95);
}

namespace Earshot.Signals.FilterBanks;

/// <summary>The frequency scales of hearing and of speech features.</summary>
public static class KnownScales
{
    /// <summary>ERB-rate: one unit is one equivalent rectangular bandwidth of the ear (Glasberg and Moore, 1990).</summary>
    public static FrequencyScale Erb { get; } = new ErbScale();

    /// <summary>Bark: one unit is one critical band (Traunmueller, 1990).</summary>
    public static FrequencyScale Bark { get; } = new BarkScale();

    /// <summary>Mel as the HTK toolkit computes it, logarithmic throughout.</summary>
    public static FrequencyScale MelHtk { get; } = new HtkMelScale();

    /// <summary>Mel after Slaney's Auditory Toolbox, linear up to 1 kHz and logarithmic above.</summary>
    public static FrequencyScale MelSlaney { get; } = new SlaneyMelScale();
}

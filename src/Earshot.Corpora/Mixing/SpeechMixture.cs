using Earshot.Signals;

namespace Earshot.Corpora.Mixing;

/// <summary>Noisy speech and the clean speech in it, sample by sample.</summary>
public sealed class SpeechMixture
{
    /// <summary>What a microphone hears; mono.</summary>
    public required AudioBuffer Noisy { get; init; }

    /// <summary>What a perfect suppressor would give: the speech, with at most a short reverberation; as long as <see cref="Noisy"/>.</summary>
    public required AudioBuffer Clean { get; init; }

    /// <summary>Power of the active speech over the mean power of the noise in dB; infinite without noise, negative infinite without speech.</summary>
    public required double SnrDb { get; init; }

    /// <summary>Up to where the clean speech is known: half the lowest rate among its recordings, in Hz.</summary>
    public required double SpeechBandwidthHz { get; init; }
}

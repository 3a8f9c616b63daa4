using Earshot.Signals.Rooms;

namespace Earshot.Signals.Channels;

/// <summary>What a microphone received, and what is known about how it came there.</summary>
public sealed class AcousticPathResult
{
    internal AcousticPathResult()
    {
    }

    /// <summary>The recording: mono, at the rate of the path.</summary>
    public required AudioBuffer Received { get; init; }

    /// <summary>The wanted sound alone at the microphone, reverberation included, before noise, gain control and rounding.</summary>
    public required AudioBuffer Wanted { get; init; }

    /// <summary>The interferers alone at the microphone; its own noise is not in here.</summary>
    public required AudioBuffer Interference { get; init; }

    /// <summary>Response of the room that was used; null where there was none.</summary>
    public required RoomImpulseResponse? Room { get; init; }

    /// <summary>
    /// Where sample 0 of the played sound arrives by the direct path, in samples of <see cref="Received"/>: lead-in, delay and
    /// travel. Later sounds drift from there by the clock skew.
    /// </summary>
    public required double ArrivalSamples { get; init; }

    /// <summary>Active level of <see cref="Wanted"/> in dB relative to full scale (a mean square of 1).</summary>
    public required double WantedLevelDbfs { get; init; }

    /// <summary>
    /// Active level of <see cref="Wanted"/> over the active level of all interferers plus the microphone's own noise, over the
    /// whole band, in dB, before gain control. Positive infinity without any noise, negative infinity when nothing was played.
    /// </summary>
    public required double WideBandSnrDb { get; init; }

    /// <summary>
    /// The same within <see cref="AcousticPathOptions.ReportBand"/>, over the frames that are active in the whole band; null
    /// where no band was given.
    /// </summary>
    public required double? InBandSnrDb { get; init; }
}

using Earshot.Signals.Resampling;
using Earshot.Signals.Rooms;

namespace Earshot.Signals.Channels;

/// <summary>Settings of <see cref="AcousticPath"/>.</summary>
/// <remarks>The defaults are a living room at one metre: 60 cubic metres, RT60 0.4 s, a small loudspeaker, no noise.</remarks>
public sealed class AcousticPathOptions
{
    /// <summary>Rate to work at and to record with. Default: null, the rate of what is played. Range: 1000..384000.</summary>
    public int? SampleRate { get; init; }

    /// <summary>The loudspeaker. Default: a small one. Null for a perfect one.</summary>
    public LoudspeakerOptions? Loudspeaker { get; init; } = new();

    /// <summary>
    /// A response to use as it is, at the rate of the path, instead of one drawn from <see cref="Rt60Seconds"/>: from
    /// <see cref="RoomImpulseResponse.FromGeometry"/>, or measured. Default: null.
    /// </summary>
    public RoomImpulseResponse? Room { get; init; }

    /// <summary>Reverberation time in seconds. Default: 0.4. Range: 0.01..60, or 0 for no room at all.</summary>
    public double Rt60Seconds { get; init; } = 0.4;

    /// <summary>
    /// Direct-to-reverberant ratio in dB. Default: null, follows from <see cref="DistanceM"/>. Range: -60..120.
    /// </summary>
    public double? DirectToReverberantDb { get; init; }

    /// <summary>
    /// Distance in metres, from which the direct-to-reverberant ratio follows by the critical distance; not used where
    /// <see cref="DirectToReverberantDb"/> is given. Default: 1. Range: 0.01..1000.
    /// </summary>
    public double DistanceM { get; init; } = 1;

    /// <summary>Volume of the room in cubic metres, for the critical distance. Default: 60. Range: 1..1000000.</summary>
    public double VolumeM3 { get; init; } = 60;

    /// <summary>Directivity factor Q of the loudspeaker, for the critical distance. Default: 2, a half space. Range: 0.1..1000.</summary>
    public double DirectivityFactor { get; init; } = 2;

    /// <summary>
    /// Active level of the wanted sound at the microphone in dB relative to full scale, reverberation included. Default: -30.
    /// Range: -120..0. Null leaves the level that loudspeaker and room give.
    /// </summary>
    public double? WantedLevelDbfs { get; init; } = -30;

    /// <summary>Everything else that sounds. Default: nothing.</summary>
    public IReadOnlyList<Interferer> Interferers { get; init; } = [];

    /// <summary>
    /// How fast the microphone's clock runs against the loudspeaker's, in parts per million; positive gives more samples.
    /// Default: 0. Range: -10000..10000.
    /// </summary>
    public double SkewPpm { get; init; }

    /// <summary>Delay before the sound arrives, in samples of the recording, fractions included. Default: 0. Range: 0..1000000.</summary>
    public double DelaySamples { get; init; }

    /// <summary>A further delay, drawn by seed, uniform between 0 and this many samples. Default: 0. Range: 0..1000000.</summary>
    public double RandomDelaySamples { get; init; }

    /// <summary>Quality of the resampling that rate, skew and delay need. Default: <see cref="KnownResamplers.Standard"/>.</summary>
    public ResamplerQuality Resampling { get; init; } = KnownResamplers.Standard;

    /// <summary>Seconds in which only the interferers sound before anything is played. Default: 0. Range: 0..3600.</summary>
    public double LeadInSeconds { get; init; }

    /// <summary>Seconds recorded after the end of what is played. Default: null, until the reverberation ends. Range: 0..3600.</summary>
    public double? LeadOutSeconds { get; init; }

    /// <summary>The microphone; its seed is not used, the path's is. Default: 16 bits, noise at -80 dBFS. Null for a perfect one.</summary>
    public MicrophoneOptions? Microphone { get; init; } = new();

    /// <summary>A codec that the sound passes before the loudspeaker; may change rate and length. Default: none.</summary>
    public Func<AudioBuffer, AudioBuffer>? BeforeLoudspeaker { get; init; }

    /// <summary>A codec or processor that the recording passes behind the microphone; may change rate and length. Default: none.</summary>
    public Func<AudioBuffer, AudioBuffer>? AfterMicrophone { get; init; }

    /// <summary>Band for <see cref="AcousticPathResult.InBandSnrDb"/>. Default: null, none is reported.</summary>
    public FrequencyBand? ReportBand { get; init; }

    /// <summary>Seed of everything that is drawn. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The ratio that the settings ask for: the given one, or the one that distance, volume and reverberation time give.</summary>
    internal double ResolvedDirectToReverberantDb => DirectToReverberantDb
        ?? RoomAcoustics.DirectToReverberantDb(DistanceM, RoomAcoustics.CriticalDistance(VolumeM3, Rt60Seconds, DirectivityFactor));

    /// <summary>Throws one exception that lists every problem.</summary>
    internal void Validate(string parameterName)
    {
        var problems = new List<string>();
        CheckRoom(problems);
        CheckTiming(problems);
        Loudspeaker?.CollectProblems(problems, nameof(Loudspeaker) + ".");
        Microphone?.CollectProblems(problems, nameof(Microphone) + ".");
        if (WantedLevelDbfs is { } level)
        {
            OptionCheck.Range(problems, nameof(WantedLevelDbfs), level, -120, 0);
        }

        for (int i = 0; i < Interferers.Count; i++)
        {
            Interferers[i].CollectProblems(problems, $"{nameof(Interferers)}[{i}]", SampleRate);
        }

        if (ReportBand is { } band && !(band.LowHz >= 0 && band.HighHz > band.LowHz && double.IsFinite(band.HighHz)))
        {
            problems.Add($"{nameof(ReportBand)} is {band.LowHz}..{band.HighHz} Hz, expected two finite frequencies of 0 or more, rising");
        }

        OptionCheck.ThrowIfAny(problems, parameterName);
    }

    private void CheckRoom(List<string> problems)
    {
        if (Rt60Seconds != 0)
        {
            OptionCheck.Range(problems, nameof(Rt60Seconds), Rt60Seconds, 0.01, 60);
        }

        if (DirectToReverberantDb is { } ratio)
        {
            OptionCheck.Range(problems, nameof(DirectToReverberantDb), ratio, -60, 120);
        }

        OptionCheck.Range(problems, nameof(DistanceM), DistanceM, 0.01, 1000);
        OptionCheck.Range(problems, nameof(VolumeM3), VolumeM3, 1, 1e6);
        OptionCheck.Range(problems, nameof(DirectivityFactor), DirectivityFactor, 0.1, 1000);
        if (Room is not null && SampleRate is not null && Room.SampleRate != SampleRate)
        {
            problems.Add($"{nameof(Room)} is at {Room.SampleRate} Hz, expected the path's {SampleRate} Hz");
        }
    }

    private void CheckTiming(List<string> problems)
    {
        if (SampleRate is { } rate)
        {
            OptionCheck.Range(problems, nameof(SampleRate), rate, InPlaceProcessor.MinimumSampleRate, 384_000);
        }

        OptionCheck.Range(problems, nameof(SkewPpm), SkewPpm, -ResamplerOptions.MaxSkewPpm, ResamplerOptions.MaxSkewPpm);
        OptionCheck.Range(problems, nameof(DelaySamples), DelaySamples, 0, 1e6);
        OptionCheck.Range(problems, nameof(RandomDelaySamples), RandomDelaySamples, 0, 1e6);
        OptionCheck.Range(problems, nameof(LeadInSeconds), LeadInSeconds, 0, 3600);
        if (LeadOutSeconds is { } leadOut)
        {
            OptionCheck.Range(problems, nameof(LeadOutSeconds), leadOut, 0, 3600);
        }
    }
}

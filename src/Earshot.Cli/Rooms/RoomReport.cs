using Earshot.Signals.Channels;
using Earshot.Signals.Rooms;

namespace Earshot.Cli.Rooms;

/// <summary>What <c>earshot room</c> simulated; null where there was no room, no noise or nothing to measure.</summary>
/// <param name="File">The output as given, <c>-</c> for standard output.</param>
/// <param name="SampleRateHz">Samples per second of the recording.</param>
/// <param name="DurationSeconds">Length of the recording.</param>
/// <param name="DistanceM">Distance from loudspeaker to microphone.</param>
/// <param name="CriticalDistanceM">Distance at which direct and reverberant sound are equally strong.</param>
/// <param name="DirectToReverberantDb">Direct over reverberant energy at the microphone.</param>
/// <param name="Rt60Seconds">Reverberation time that was asked for.</param>
/// <param name="Rt60MeasuredSeconds">Reverberation time of the response that was used (T20).</param>
/// <param name="LevelDbfs">Active level of the wanted sound at the microphone.</param>
/// <param name="SnrWideBandDb">Wanted sound over all noise, whole band, both by active level.</param>
/// <param name="SnrInBandDb">The same within the band.</param>
/// <param name="BandLowHz">Lower edge of the band.</param>
/// <param name="BandHighHz">Upper edge of the band.</param>
/// <param name="SkewPpm">How fast the microphone's clock runs.</param>
/// <param name="ArrivalSeconds">When the first sample that was played arrives.</param>
/// <param name="Seed">Seed of everything that was drawn.</param>
internal sealed record RoomReport(
    string File,
    int SampleRateHz,
    double DurationSeconds,
    double DistanceM,
    double? CriticalDistanceM,
    double? DirectToReverberantDb,
    double Rt60Seconds,
    double? Rt60MeasuredSeconds,
    double? LevelDbfs,
    double? SnrWideBandDb,
    double? SnrInBandDb,
    double BandLowHz,
    double BandHighHz,
    double SkewPpm,
    double ArrivalSeconds,
    ulong Seed)
{
    /// <summary>Gathers the figures of a simulation.</summary>
    /// <param name="file">The output as given.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="result">What came out.</param>
    public static RoomReport Of(string file, AcousticPathOptions options, AcousticPathResult result)
    {
        bool hasRoom = options.Rt60Seconds > 0;
        double? critical = hasRoom
            ? RoomAcoustics.CriticalDistance(options.VolumeM3, options.Rt60Seconds, options.DirectivityFactor)
            : null;
        double? ratio = options.DirectToReverberantDb;
        if (ratio is null && critical is { } distance)
        {
            ratio = RoomAcoustics.DirectToReverberantDb(options.DistanceM, distance);
        }

        return new RoomReport(
            file,
            result.Received.SampleRate,
            result.Received.Duration.TotalSeconds,
            options.DistanceM,
            critical,
            hasRoom ? ratio : null,
            options.Rt60Seconds,
            result.Room is { } room ? Finite(RoomAcoustics.MeasureRt60(room)) : null,
            Finite(result.WantedLevelDbfs),
            Finite(result.WideBandSnrDb),
            Finite(result.InBandSnrDb),
            options.ReportBand?.LowHz ?? 0,
            options.ReportBand?.HighHz ?? 0,
            options.SkewPpm,
            result.ArrivalSamples / result.Received.SampleRate,
            options.Seed);
    }

    private static double? Finite(double? value) => value is { } v && double.IsFinite(v) ? v : null;
}

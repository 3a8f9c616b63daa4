using Earshot.Signals.Measures;

namespace Earshot.Cli.Listening;

/// <summary>How loud the past stretch was.</summary>
/// <param name="TimeSeconds">End of the stretch.</param>
/// <param name="DurationSeconds">Length of the stretch; the last one of a stream may be shorter.</param>
/// <param name="RmsDb">Level over all channels in dB full scale (a square wave at full scale is 0); null for digital silence.</param>
/// <param name="PeakDb">Largest sample in dB full scale; null for digital silence.</param>
internal sealed record LevelHeard(double TimeSeconds, double DurationSeconds, double? RmsDb, double? PeakDb) : HeardEvent(TimeSeconds)
{
    /// <summary>The line for a reading of the meter.</summary>
    /// <param name="reading">The reading.</param>
    public static LevelHeard From(LevelReading reading) => new(
        (reading.Start + reading.Duration).TotalSeconds,
        reading.Duration.TotalSeconds,
        double.IsFinite(reading.RmsDbfs) ? reading.RmsDbfs : null,
        double.IsFinite(reading.PeakDbfs) ? reading.PeakDbfs : null);

    /// <inheritdoc/>
    public override string Label() => "level";

    /// <inheritdoc/>
    public override string Describe() =>
        RmsDb is { } rms && PeakDb is { } peak ? $"{rms,6:0.0} dBFS, peak {peak,5:0.0}" : "silence";
}

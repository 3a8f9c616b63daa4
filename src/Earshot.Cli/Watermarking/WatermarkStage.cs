using Earshot.Cli.Listening;
using Earshot.Watermarking;
using Earshot.Watermarking.Keys;

namespace Earshot.Cli.Watermarking;

/// <summary>Puts the detector into the stream of events; <c>earshot listen</c> and <c>earshot watermark detect</c> share its lines.</summary>
internal static class WatermarkStage
{
    // Events carry the time of their decision, known as soon as the block is through; the conversion to the grid of the mark
    // holds the stream back by at most this.
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(50);

    /// <summary>A fresh stage for one stream.</summary>
    /// <param name="keys">The keys to listen for, one or more.</param>
    /// <param name="sampleRate">Samples per second of the stream.</param>
    /// <param name="channelCount">Channels of the stream.</param>
    /// <param name="clock">Tells which of the times that a time stamp can mean is the nearest.</param>
    public static AnalyzerStage<WatermarkEvent> Create(IReadOnlyList<WatermarkKey> keys, int sampleRate, int channelCount, TimeProvider clock) =>
        new(new WatermarkDetectorStream(keys, sampleRate, channelCount), Delay, heard => Translate(heard, clock));

    /// <summary>The line for an event of the detector.</summary>
    /// <param name="heard">The event.</param>
    /// <param name="clock">Tells which of the times that a time stamp can mean is the nearest.</param>
    /// <returns>Null for an event that has no line.</returns>
    public static HeardEvent? Translate(WatermarkEvent heard, TimeProvider clock)
    {
        double time = heard.DecidedAt.TotalSeconds;
        double start = heard.Start.TotalSeconds;
        return heard switch
        {
            WatermarkDetected mark => new MarkHeard(
                time,
                mark.KeyId,
                start,
                mark.Profile == WatermarkProfile.Event ? "event" : "continuous",
                BandText.Of(mark.Bands),
                mark.Score,
                mark.FalseAlarmsPerHour,
                mark.SkewPpm + 0.0), // -0 becomes 0
            WatermarkPayloadRead read => new PayloadHeard(
                time, read.KeyId, start, read.Payload.ToString(), Time(read.Payload, clock), read.Score),
            WatermarkEnded ended => new MarkEndHeard(time, ended.KeyId, start),
            _ => null,
        };
    }

    private static string? Time(WatermarkPayload payload, TimeProvider clock) =>
        payload.IsTimeStamp ? $"{payload.ToTime(clock.GetUtcNow()):yyyy-MM-dd'T'HH:mm'Z'}" : null;
}

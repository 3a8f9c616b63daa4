using Earshot.Signals;
using Earshot.Signals.Channels;
using Earshot.Signals.Randomness;
using Earshot.Watermarking.Detection;

namespace Earshot.Watermarking.Evaluation;

/// <summary>Plays one marked clip over a path and listens.</summary>
internal static class DetectionTrial
{
    /// <summary>A detection counts as the mark's when its start is this near.</summary>
    private const double ToleranceSeconds = 0.06;

    /// <summary>Over the acoustic path of a condition.</summary>
    public static TrialOutcome Acoustic(MarkedHost host, DetectionCondition condition, ulong seed)
    {
        (AudioBuffer received, double arrival) = Play(host, condition, seed, out double inBandSnrDb);
        return Listen(host, received, host.Mark.Start.TotalSeconds + arrival, condition.FalseAlarmsPerHour, inBandSnrDb);
    }

    /// <summary>Plays a marked clip over the path of a condition.</summary>
    /// <param name="host">The clip.</param>
    /// <param name="condition">The path.</param>
    /// <param name="seed">Draws room, noise, delay and the sign of the skew.</param>
    /// <param name="inBandSnrDb">Programme against noise between 1 and 4 kHz.</param>
    /// <returns>What arrived, and the seconds by which it is late.</returns>
    public static (AudioBuffer Received, double Arrival) Play(MarkedHost host, DetectionCondition condition, ulong seed, out double inBandSnrDb)
    {
        var random = new SeededRandom(seed);
        var path = new AcousticPath(new AcousticPathOptions
        {
            Rt60Seconds = condition.Rt60Seconds,
            DirectToReverberantDb = condition.DirectToReverberantDb,
            Interferers = [Interferer.Pink(condition.SnrDb)],
            SkewPpm = random.NextInt(2) == 0 ? condition.SkewPpm : -condition.SkewPpm,
            RandomDelaySamples = 800,
            LeadInSeconds = 0.5,
            LeadOutSeconds = 0.5,
            Microphone = new MicrophoneOptions { GainControl = condition.HasGainControl ? new GainControlOptions() : null },
            ReportBand = new FrequencyBand(1000, 4000),
            Seed = seed,
        });
        AcousticPathResult result = path.Play(host.Marked);
        inBandSnrDb = result.InBandSnrDb ?? double.NaN;
        return (result.Received, result.ArrivalSamples / result.Received.SampleRate);
    }

    /// <summary>Listens to what arrived.</summary>
    /// <param name="host">The truth.</param>
    /// <param name="received">What arrived.</param>
    /// <param name="start">Where the mark should start.</param>
    /// <param name="falseAlarmsPerHour">Fixes the threshold.</param>
    /// <param name="inBandSnrDb">For the record.</param>
    public static TrialOutcome Listen(MarkedHost host, AudioBuffer received, double start, double falseAlarmsPerHour, double inBandSnrDb)
    {
        var detector = new WatermarkDetectorStream(
            [host.Key], received.SampleRate, received.ChannelCount, new WatermarkDetectorOptions { FalseAlarmsPerHour = falseAlarmsPerHour });
        double end = start + MarkFormat.SyncDuration.TotalSeconds;
        double raw = 0;
        detector.Observer = (row, trackers) =>
            raw = Math.Abs(StreamClock.HeardAt(row).TotalSeconds - end) <= ToleranceSeconds ? Math.Max(raw, trackers[0].Score.Value) : raw;
        detector.Accept(received.Samples);
        detector.Complete();
        double score = 0;
        double error = double.NaN;
        double latency = double.NaN;
        bool elsewhere = false;
        bool right = false;
        bool wrong = false;
        while (detector.TryRead(out WatermarkEvent? next))
        {
            double distance = next.Start.TotalSeconds - start;
            switch (next)
            {
                case WatermarkDetected found when Math.Abs(distance) <= ToleranceSeconds && found.Score > score:
                    score = found.Score;
                    error = distance * 1000;
                    latency = (next.DecidedAt.TotalSeconds - start - MarkFormat.SyncDuration.TotalSeconds) * 1000;
                    break;
                case WatermarkDetected when Math.Abs(distance) > ToleranceSeconds:
                    elsewhere = true;
                    break;
                case WatermarkPayloadRead read when read.Payload == host.Mark.Payload:
                    right = true;
                    break;
                case WatermarkPayloadRead:
                    wrong = true;
                    break;
            }
        }

        return new TrialOutcome(host.Class, score, raw, score > 0, elsewhere, error, latency, right, wrong, inBandSnrDb);
    }
}

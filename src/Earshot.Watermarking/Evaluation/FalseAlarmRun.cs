using Earshot.Signals;
using Earshot.Watermarking.Detection;
using Earshot.Watermarking.Keys;

namespace Earshot.Watermarking.Evaluation;

/// <summary>Listens with many keys to programmes that carry none of them and keeps the highest score of every minute and key.</summary>
internal sealed class FalseAlarmRun
{
    /// <summary>The rate that sets the threshold.</summary>
    public const double FalseAlarmsPerHour = 0.001;

    private const int RowsPerMinute = 60 * 200;

    /// <summary>Keys that share a pass: as many as the second-level cache holds the state of.</summary>
    private const int KeysPerPass = 50;

    /// <summary>Highest scores, one a minute and key.</summary>
    public List<double> MinuteMaxima { get; } = [];

    /// <summary>Highest scores over repetitions, one a minute and key.</summary>
    public List<double> RepeatedMaxima { get; } = [];

    /// <summary>Marks that were reported.</summary>
    public int Alarms { get; private set; }

    /// <summary>Key-hours heard.</summary>
    public double KeyHours { get; private set; }

    /// <summary>Listens.</summary>
    /// <param name="pieces">Mono programmes at 16 kHz, joined to one stream.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="cancellationToken">Stops between two pieces.</param>
    public static FalseAlarmRun Listen(IEnumerable<AudioBuffer> pieces, IReadOnlyList<WatermarkKey> keys, CancellationToken cancellationToken)
    {
        var run = new FalseAlarmRun();
        WatermarkDetectorStream[] detectors = [.. keys.Chunk(KeysPerPass).Select(run.Listener)];
        foreach (AudioBuffer piece in pieces)
        {
            foreach (WatermarkDetectorStream detector in detectors)
            {
                cancellationToken.ThrowIfCancellationRequested();
                detector.Accept(piece.Samples);
                while (detector.TryRead(out WatermarkEvent? next))
                {
                    run.Alarms += next is WatermarkDetected ? 1 : 0;
                }
            }
        }

        return run;
    }

    private WatermarkDetectorStream Listener(WatermarkKey[] keys)
    {
        var detector = new WatermarkDetectorStream(
            keys, MarkFormat.SampleRate, 1, new WatermarkDetectorOptions { FalseAlarmsPerHour = FalseAlarmsPerHour, ReadPayload = false });
        var best = new float[keys.Length];
        var repeated = new float[keys.Length];
        detector.Observer = (row, trackers) =>
        {
            for (int key = 0; key < trackers.Count; key++)
            {
                best[key] = Math.Max(best[key], trackers[key].Score.Value);
                repeated[key] = Math.Max(repeated[key], trackers[key].RepeatedScore.Value);
            }

            if ((row + 1) % RowsPerMinute == 0)
            {
                Close(best, repeated);
            }
        };
        return detector;
    }

    private void Close(float[] best, float[] repeated)
    {
        for (int key = 0; key < best.Length; key++)
        {
            MinuteMaxima.Add(best[key]);
            RepeatedMaxima.Add(repeated[key]);
        }

        KeyHours += best.Length / 60.0;
        Array.Clear(best);
        Array.Clear(repeated);
    }
}

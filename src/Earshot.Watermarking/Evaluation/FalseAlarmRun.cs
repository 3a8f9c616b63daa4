using Earshot.Signals;
using Earshot.Watermarking.Detection;
using Earshot.Watermarking.Keys;

namespace Earshot.Watermarking.Evaluation;

/// <summary>Listens to unmarked programmes with many keys at once and keeps the highest score of every minute and key.</summary>
internal sealed class FalseAlarmRun
{
    private const int RowsPerMinute = 60 * 200;

    /// <summary>Highest scores, one a minute and key.</summary>
    public List<double> MinuteMaxima { get; } = [];

    /// <summary>Highest scores over repetitions, one a minute and key.</summary>
    public List<double> RepeatedMaxima { get; } = [];

    /// <summary>Key-hours heard.</summary>
    public double KeyHours { get; private set; }

    /// <summary>Listens.</summary>
    /// <param name="pieces">Mono programmes at 16 kHz, joined to one stream.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="cancellationToken">Stops between two pieces.</param>
    public static FalseAlarmRun Listen(IEnumerable<AudioBuffer> pieces, IReadOnlyList<WatermarkKey> keys, CancellationToken cancellationToken)
    {
        var run = new FalseAlarmRun();
        // Nothing but the scores is wanted: a threshold beyond reach keeps peaks and payloads out of the way.
        var detector = new WatermarkDetectorStream(keys, MarkFormat.SampleRate, 1, new WatermarkDetectorOptions { FalseAlarmsPerHour = 1e-300, ReadPayload = false });
        var best = new float[keys.Count];
        var repeated = new float[keys.Count];
        detector.Observer = (row, trackers) =>
        {
            for (int key = 0; key < trackers.Count; key++)
            {
                best[key] = Math.Max(best[key], trackers[key].Score.Value);
                repeated[key] = Math.Max(repeated[key], trackers[key].RepeatedScore.Value);
            }

            if ((row + 1) % RowsPerMinute == 0)
            {
                run.Close(best, repeated);
            }
        };
        foreach (AudioBuffer piece in pieces)
        {
            cancellationToken.ThrowIfCancellationRequested();
            detector.Accept(piece.Samples);
        }

        return run;
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

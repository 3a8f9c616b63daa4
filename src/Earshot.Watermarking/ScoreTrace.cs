using Earshot.Signals;
using Earshot.Watermarking.Detection;
using Earshot.Watermarking.Keys;

namespace Earshot.Watermarking;

/// <summary>The score of a key over a whole recording, for pictures and for judging how near a miss was. Immutable.</summary>
public sealed class ScoreTrace
{
    private readonly double[] _seconds; // [row]
    private readonly double[] _scores; // [row]
    private readonly double[] _repeatedScores; // [row]

    private ScoreTrace(List<(double Seconds, double Score, double Repeated)> rows, IReadOnlyList<WatermarkEvent> events, double threshold)
    {
        _seconds = [.. rows.Select(r => r.Seconds)];
        _scores = [.. rows.Select(r => r.Score)];
        _repeatedScores = [.. rows.Select(r => r.Repeated)];
        Events = events;
        Threshold = threshold;
    }

    /// <summary>How much of the recording had been heard at each score, in seconds, every 5 ms. A score peaks where a period of the mark ends.</summary>
    public ReadOnlySpan<double> Seconds => _seconds;

    /// <summary>Score of one period, in standard deviations of an unmarked signal, at each of <see cref="Seconds"/>.</summary>
    public ReadOnlySpan<double> Scores => _scores;

    /// <summary>Score gathered over repetitions, as the continuous profile has them, at each of <see cref="Seconds"/>.</summary>
    public ReadOnlySpan<double> RepeatedScores => _repeatedScores;

    /// <summary>What the detector reported, in its order.</summary>
    public IReadOnlyList<WatermarkEvent> Events { get; }

    /// <summary>Score from which on a mark is reported.</summary>
    public double Threshold { get; }

    /// <summary>Listens to a whole recording.</summary>
    /// <param name="audio">The recording, 8000 .. 768000 Hz, any number of channels.</param>
    /// <param name="key">The key.</param>
    /// <param name="options">How to listen; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is out of range.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static ScoreTrace Measure(AudioBuffer audio, WatermarkKey key, WatermarkDetectorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(audio);
        ArgumentNullException.ThrowIfNull(key);
        options ??= new WatermarkDetectorOptions();
        var rows = new List<(double Seconds, double Score, double Repeated)>();
        var detector = new WatermarkDetectorStream([key], audio.SampleRate, audio.ChannelCount, options)
        {
            Observer = (row, trackers) => rows.Add(
                (StreamClock.HeardAt(row).TotalSeconds, trackers[0].Score.Value, trackers[0].RepeatedScore.Value)),
        };
        detector.Accept(audio.Samples);
        detector.Complete();
        var events = new List<WatermarkEvent>();
        while (detector.TryRead(out WatermarkEvent? next))
        {
            events.Add(next);
        }

        return new ScoreTrace(rows, events, ScoreCalibration.ThresholdFor(options.FalseAlarmsPerHour));
    }
}

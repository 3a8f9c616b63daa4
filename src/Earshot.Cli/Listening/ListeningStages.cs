using Earshot.Cli.Watermarking;
using Earshot.Signals.Measures;
using Earshot.Signals.SpeechActivity;
using Earshot.Watermarking.Keys;

namespace Earshot.Cli.Listening;

/// <summary>What the device listens for; every capability adds its stage here.</summary>
internal static class ListeningStages
{
    // Wide enough for what tells speech from other sounds, and the rate of most microphones of voice devices.
    private const int SpeechRate = 16000;

    /// <summary>Fresh stages for one stream.</summary>
    /// <param name="sampleRate">Samples per second of the stream.</param>
    /// <param name="channelCount">Channels of the stream.</param>
    /// <param name="levelInterval">Time between two level reports.</param>
    /// <param name="keys">Keys of watermarks to listen for; none leaves the detector out.</param>
    public static List<IListeningStage> Create(
        int sampleRate, int channelCount, TimeSpan levelInterval, params IReadOnlyList<WatermarkKey> keys)
    {
        List<IListeningStage> stages = [Level(sampleRate, channelCount, levelInterval), Speech()];
        if (keys.Count > 0)
        {
            stages.Add(WatermarkStage.Create(keys, sampleRate, channelCount, TimeProvider.System));
        }

        return stages;
    }

    private static AnalyzerStage<LevelReading> Level(int sampleRate, int channelCount, TimeSpan interval)
    {
        int block = (int)Math.Clamp(Math.Round(interval.TotalSeconds * sampleRate), 1, int.MaxValue);
        return new AnalyzerStage<LevelReading>(
            new LevelMeter(sampleRate, channelCount, block),
            delay: TimeSpan.Zero,
            reading => LevelHeard.From(reading));
    }

    private static AnalyzerStage<SpeechActivityEvent> Speech()
    {
        var options = new SpeechActivityOptions();
        // A start needs up to half a second to be believed, an end the hang-over; 0.1 s covers the frames of the detector.
        double delay = Math.Max(0.5, options.HangoverSeconds) + 0.1;
        return new AnalyzerStage<SpeechActivityEvent>(
            new SpeechActivityDetector(SpeechRate, channelCount: 1, options),
            TimeSpan.FromSeconds(delay),
            activity => activity switch
            {
                SpeechStarted start => new SpeechStartHeard(start.Time.TotalSeconds),
                SpeechEnded end => new SpeechEndHeard(end.Time.TotalSeconds, end.Start.TotalSeconds),
                _ => null,
            });
    }
}

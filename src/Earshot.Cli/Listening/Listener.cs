using Earshot.Signals;
using Earshot.Watermarking.Keys;

namespace Earshot.Cli.Listening;

/// <summary>Listens to a recording that is in memory.</summary>
internal static class Listener
{
    private const int BlockSamples = 4096;

    /// <summary>Runs the recording through all stages.</summary>
    /// <param name="audio">The recording.</param>
    /// <param name="levelInterval">Time between two level reports.</param>
    /// <param name="keys">Keys of watermarks to listen for.</param>
    /// <returns>All events in time order.</returns>
    public static List<HeardEvent> Listen(AudioBuffer audio, TimeSpan levelInterval, params IReadOnlyList<WatermarkKey> keys)
    {
        List<IListeningStage> stages = ListeningStages.Create(audio.SampleRate, audio.ChannelCount, levelInterval, keys);
        var pipeline = new ListeningPipeline(audio.SampleRate, audio.ChannelCount, stages, BlockSamples);
        var events = new List<HeardEvent>();
        for (int start = 0; start < audio.Length; start += BlockSamples)
        {
            pipeline.Accept(audio.Slice(start, Math.Min(BlockSamples, audio.Length - start)).Samples);
        }

        pipeline.Complete();
        while (pipeline.TryRead(out HeardEvent? heard))
        {
            events.Add(heard);
        }

        return events;
    }
}

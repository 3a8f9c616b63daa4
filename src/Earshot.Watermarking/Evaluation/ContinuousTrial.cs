using Earshot.Signals;
using Earshot.Watermarking.Keys;

namespace Earshot.Watermarking.Evaluation;

/// <summary>Marks one clip continuously, plays it over a path and listens.</summary>
internal static class ContinuousTrial
{
    private const double ClipSeconds = 20;

    /// <summary>Seconds of the programme that had been heard when the mark was found, or null when it was not; the trial is void when the embedder declines.</summary>
    public static (bool IsVoid, double? FoundAfter) Run(HostLibrary library, DetectionCondition condition, string hostClass, int index)
    {
        AudioBuffer host = library.Clip(hostClass, index, ClipSeconds, MarkFormat.SampleRate).Audio;
        WatermarkKey key = WatermarkKey.FromSeed($"continuous {hostClass} {index}");
        EmbedResult result;
        try
        {
            result = WatermarkEmbedder.Embed(
                host, key, request: null, new WatermarkEmbedderOptions { Profile = WatermarkProfile.Continuous, Seed = (ulong)index + 1 });
        }
        catch (MarkRefusedException)
        {
            return (true, null);
        }

        var marked = new MarkedHost(hostClass, host, result.Programme, result.Marks[0], key);
        (AudioBuffer received, double arrival) = DetectionTrial.Play(marked, condition, (ulong)index + 40_000, out _);
        var detector = new WatermarkDetectorStream(
            [key], received.SampleRate, 1, new WatermarkDetectorOptions { FalseAlarmsPerHour = condition.FalseAlarmsPerHour });
        detector.Accept(received.Samples);
        detector.Complete();
        while (detector.TryRead(out WatermarkEvent? next))
        {
            if (next is WatermarkDetected)
            {
                return (false, next.DecidedAt.TotalSeconds - arrival);
            }
        }

        return (false, null);
    }
}

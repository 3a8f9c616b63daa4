using Earshot.Signals;
using Earshot.Watermarking.Keys;

namespace Earshot.Watermarking.Evaluation;

/// <summary>Marks one clip and measures what that did to it.</summary>
internal static class QualityTrial
{
    private const double ClipSeconds = 10;
    private const int SampleRate = 48000;

    /// <summary>The figures of a clip, or null when the embedder declines it.</summary>
    public static QualityFigures? Measure(HostLibrary library, WatermarkProfile profile, string hostClass, int index)
    {
        AudioBuffer host = library.Clip(hostClass, index, ClipSeconds, SampleRate).Audio;
        WatermarkKey key = WatermarkKey.FromSeed($"quality {hostClass} {index}");
        EmbedResult result;
        try
        {
            result = WatermarkEmbedder.Embed(host, key, request: null, new WatermarkEmbedderOptions { Profile = profile, Seed = (ulong)index + 1 });
        }
        catch (MarkRefusedException)
        {
            return null;
        }

        float best = 0;
        var detector = new WatermarkDetectorStream([key], SampleRate)
        {
            Observer = (_, trackers) => best = Math.Max(best, trackers[0].Score.Value),
        };
        detector.Accept(result.Programme.Samples);
        MarkBands bands = profile == WatermarkProfile.Continuous ? MarkBands.All : result.Marks[0].Prediction.Bands;
        return QualityFigures.Measure(hostClass, host, result, bands, best);
    }
}

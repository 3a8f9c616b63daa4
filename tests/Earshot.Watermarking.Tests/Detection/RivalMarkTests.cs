using Earshot.Signals;
using Earshot.Watermarking.Detection;
using Earshot.Watermarking.Keys;

namespace Earshot.Watermarking.Tests.Detection;

public sealed class RivalMarkTests
{
    [Theory]
    [InlineData(WatermarkProfile.Event)]
    [InlineData(WatermarkProfile.Continuous)]
    public void Keys_that_agree_with_a_strong_mark_for_a_moment_are_not_reported(WatermarkProfile profile)
    {
        AudioBuffer marked = profile == WatermarkProfile.Event
            ? Material.Marked.Programme
            : WatermarkEmbedder.Embed(Material.Music, Material.Key, request: null, new WatermarkEmbedderOptions { Profile = profile }).Programme;
        WatermarkKey[] strangers = [.. Enumerable.Range(0, 200).Select(static i => WatermarkKey.FromSeed($"stranger {i}"))];
        var options = new WatermarkDetectorOptions { FalseAlarmsPerHour = 1.0 / 24 };
        var highest = new float[strangers.Length];
        var detector = new WatermarkDetectorStream(strangers, MarkFormat.SampleRate, 1, options)
        {
            Observer = (_, trackers) =>
            {
                for (int key = 0; key < highest.Length; key++)
                {
                    highest[key] = Math.Max(highest[key], trackers[key].Score.Value);
                }
            },
        };
        detector.Accept(marked.Samples);
        detector.Complete();

        // Without keys that pass the threshold the test would show nothing.
        int passed = highest.Count(score => score >= ScoreCalibration.ThresholdFor(options.FalseAlarmsPerHour));
        Assert.True(profile != WatermarkProfile.Event || passed >= 2, $"{passed} keys passed");
        Assert.False(detector.TryRead(out WatermarkEvent? first), $"{first}");
    }
}

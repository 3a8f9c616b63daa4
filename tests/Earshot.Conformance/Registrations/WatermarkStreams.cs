using Earshot.Signals;
using Earshot.Watermarking;
using Earshot.Watermarking.Keys;

namespace Earshot.Conformance.Registrations;

internal sealed class WatermarkStreams : IStreamRegistration
{
    private static readonly WatermarkKey Key = WatermarkKey.FromSeed("one");
    private static readonly WatermarkKey Other = WatermarkKey.FromSeed("two");

    public IEnumerable<ProcessorCase> Processors =>
    [
        new("WatermarkEmbedderStream, event, waiting", () => new WatermarkEmbedderStream(Key, 44100, 2)),
        new("WatermarkEmbedderStream, event, marking", () => new MarkingFromBirth(new WatermarkEmbedderStream(Key, 16000))),
        new("WatermarkEmbedderStream, continuous", () => new WatermarkEmbedderStream(
            Key, 48000, 1, new WatermarkEmbedderOptions { Profile = WatermarkProfile.Continuous })),
    ];

    public IEnumerable<AnalyzerCase> Analyzers =>
    [
        AnalyzerCase.For("WatermarkDetectorStream", () => new WatermarkDetectorStream([Key], 16000), () => Marked(16000, 1)),
        AnalyzerCase.For("WatermarkDetectorStream, two keys, stereo", () => new WatermarkDetectorStream([Other, Key], 44100, 2), () => Marked(44100, 2)),
    ];

    private static AudioBuffer Marked(int rate, int channels) => WatermarkEmbedder.Embed(
        TestSignals.Bursts(rate, channels, 4, seed: 6), Key, new MarkRequest { At = TimeSpan.FromSeconds(1), Force = true }).Programme;
}

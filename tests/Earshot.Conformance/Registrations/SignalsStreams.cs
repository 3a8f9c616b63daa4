using Earshot.Signals.Measures;
using Earshot.Signals.Streaming;

namespace Earshot.Conformance.Registrations;

internal sealed class SignalsStreams : IStreamRegistration
{
    public IEnumerable<ProcessorCase> Processors =>
    [
        new("DelayLine, no delay", () => new DelayLine(16000, 1, 160, 0)),
        new("DelayLine, stereo, longer than a frame", () => new DelayLine(48000, 2, 480, 1001)),
        new("Chain of delays with unequal frames", () => new Chain([new DelayLine(16000, 2, 160, 7), new DelayLine(16000, 2, 128, 300)])),
    ];

    public IEnumerable<AnalyzerCase> Analyzers =>
    [
        AnalyzerCase.For("LevelMeter", () => new LevelMeter(16000), () => TestSignals.Bursts(16000, 1, 1.5, seed: 2)),
        AnalyzerCase.For("LevelMeter, stereo, odd blocks", () => new LevelMeter(48000, 2, 1001), () => TestSignals.Bursts(48000, 2, 1.5, seed: 3)),
    ];
}

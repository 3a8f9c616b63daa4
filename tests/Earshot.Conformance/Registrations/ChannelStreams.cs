using Earshot.Signals.Channels;

namespace Earshot.Conformance.Registrations;

internal sealed class ChannelStreams : IStreamRegistration
{
    public IEnumerable<ProcessorCase> Processors =>
    [
        new("GainControl", () => new GainControl(16000)),
        new("GainControl, frames that are no multiple of its updates", () => new GainControl(44100, frameLength: 441)),
        new("Microphone", () => new Microphone(16000)),
        new("Microphone with gain control", () => new Microphone(48000, new MicrophoneOptions { GainControl = new GainControlOptions() })),
    ];

    public IEnumerable<AnalyzerCase> Analyzers => [];
}

using Earshot.Signals.Channels;
using Earshot.Signals.Streaming;

namespace Earshot.Conformance.Registrations;

internal sealed class ChannelStreams : IStreamRegistration
{
    public IEnumerable<ProcessorCase> Processors =>
    [
        new("GainControl", () => new GainControl(16000)),
        new("GainControl, frames that are no multiple of its updates", () => new GainControl(44100, frameLength: 441)),
        // Its upper edge smears white noise over a sample, so that the likeness peaks one late; it answers at once all the same.
        new("Loudspeaker", () => new Loudspeaker(48000)) { MeasureLatency = FirstResponse },
        new("Loudspeaker limited by the rate", () => new Loudspeaker(16000)),
        new("Microphone", () => new Microphone(16000)),
        new("Microphone with gain control", () => new Microphone(48000, new MicrophoneOptions { GainControl = new GainControlOptions() })),
    ];

    public IEnumerable<AnalyzerCase> Analyzers => [];

    private static int FirstResponse(IAudioProcessor processor)
    {
        var frame = new float[processor.FrameLength];
        frame[0] = 0.5f;
        processor.Process(frame, frame);
        return Array.FindIndex(frame, sample => sample != 0);
    }
}

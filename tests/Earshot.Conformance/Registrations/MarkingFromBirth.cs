using Earshot.Signals.Streaming;
using Earshot.Watermarking;

namespace Earshot.Conformance.Registrations;

// An embedder that marks from the first sample, also after a reset, so that the checks see it at work.
internal sealed class MarkingFromBirth : IAudioProcessor
{
    private readonly WatermarkEmbedderStream _inner;

    public MarkingFromBirth(WatermarkEmbedderStream inner)
    {
        _inner = inner;
        _inner.MarkNext(TimeSpan.Zero);
    }

    public int SampleRate => _inner.SampleRate;

    public int FrameLength => _inner.FrameLength;

    public int LatencySamples => _inner.LatencySamples;

    public int InputChannelCount => _inner.InputChannelCount;

    public int OutputChannelCount => _inner.OutputChannelCount;

    public void Process(ReadOnlySpan<float> input, Span<float> output) => _inner.Process(input, output);

    public int Flush(Span<float> output) => _inner.Flush(output);

    public void Reset()
    {
        _inner.Reset();
        _inner.MarkNext(TimeSpan.Zero);
    }
}

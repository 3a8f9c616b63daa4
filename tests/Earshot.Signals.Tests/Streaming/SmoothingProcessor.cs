using Earshot.Signals.Streaming;

namespace Earshot.Signals.Tests.Streaming;

// A recursive processor whose output shows every slip of an adapter: it has memory across samples and frames, a declared
// delay, and an output channel count of its own. out[c] = (c + 1) * y, y[n] = 0.5 y[n-1] + sum over channels of x[n - delay].
internal sealed class SmoothingProcessor(int frameLength, int inputChannels, int outputChannels, int delay, int sampleRate = 16000) : IAudioProcessor
{
    private readonly DelayLine _delay = new(sampleRate, 1, frameLength, delay);
    private readonly float[] _sum = new float[frameLength];
    private float _state;

    public int SampleRate => sampleRate;

    public int FrameLength => frameLength;

    public int LatencySamples => delay;

    public int InputChannelCount => inputChannels;

    public int OutputChannelCount => outputChannels;

    public void Process(ReadOnlySpan<float> input, Span<float> output)
    {
        FrameCheck.Process(this, input.Length, output.Length);
        for (int n = 0; n < frameLength; n++)
        {
            _sum[n] = 0;
            for (int c = 0; c < inputChannels; c++)
            {
                _sum[n] += Finite.OrZero(input[(c * frameLength) + n]);
            }
        }

        _delay.Process(_sum, _sum);
        for (int n = 0; n < frameLength; n++)
        {
            _state = (0.5f * _state) + _sum[n];
            for (int c = 0; c < outputChannels; c++)
            {
                output[(c * frameLength) + n] = (c + 1) * _state;
            }
        }
    }

    // The adapters under test drain with silence, so this is never asked.
    public int Flush(Span<float> output) => throw new NotSupportedException();

    public void Reset()
    {
        _delay.Reset();
        _state = 0;
    }
}

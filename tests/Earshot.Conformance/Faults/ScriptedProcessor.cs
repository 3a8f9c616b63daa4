using Earshot.Signals.Streaming;

namespace Earshot.Conformance.Faults;

// A sound processor, a recursive smoother behind a delay, whose single steps can be replaced by faulty ones.
// y[n] = 0.9 y[n-1] + x[n - latency]; mono, frames of 160 samples at 16 kHz.
internal sealed class ScriptedProcessor : IAudioProcessor
{
    private const int Frame = 160;
    private readonly DelayLine _delay;
    private readonly float[] _drain = new float[Frame];

    public ScriptedProcessor(int latency = 40)
    {
        _delay = new DelayLine(16000, 1, Frame, latency);
        LatencySamples = latency;
        Clean = Finite.OrZero;
        Step = (self, sample, _) => self.Smooth(sample);
        Drain = (self, output) => self.DrainSilence(output);
        Forget = self => self.ForgetAll();
    }

    // How a sample comes in.
    public Func<float, float> Clean { get; init; }

    // How one sample becomes the next output; the last argument is the output of the frame so far.
    public Func<ScriptedProcessor, float, int, float> Step { get; init; }

    public Func<ScriptedProcessor, Span<float>, int> Drain { get; init; }

    public Action<ScriptedProcessor> Forget { get; init; }

    // Whether output[n] is written before input[n + 1] is read.
    public bool ReadsAfterWriting { get; init; }

    public bool ChecksLengths { get; init; } = true;

    public float State { get; set; }

    public int SampleRate => 16000;

    public int FrameLength => Frame;

    public int LatencySamples { get; set; }

    public int InputChannelCount => 1;

    public int OutputChannelCount => 1;

    public void Process(ReadOnlySpan<float> input, Span<float> output)
    {
        if (ChecksLengths)
        {
            FrameCheck.Process(this, input.Length, output.Length);
        }

        Span<float> samples = stackalloc float[Frame];
        for (int n = 0; n < Frame; n++)
        {
            samples[n] = Clean(input[n]);
        }

        if (ReadsAfterWriting)
        {
            output[0] = 0;
            samples[0] = Clean(input[0]);
        }

        Delay(samples);
        for (int n = 0; n < Frame; n++)
        {
            output[n] = Step(this, samples[n], n);
        }
    }

    public int Flush(Span<float> output)
    {
        if (ChecksLengths)
        {
            FrameCheck.Flush(this, output.Length);
        }

        return Drain(this, output);
    }

    public void Reset() => Forget(this);

    public float Smooth(float sample)
    {
        float next = (0.9f * State) + sample;
        State = Math.Abs(next) < 1e-30f ? 0 : next;
        return State;
    }

    public int DrainSilence(Span<float> output)
    {
        for (int done = 0; done < LatencySamples; done += Frame)
        {
            _drain.AsSpan().Clear();
            Process(_drain, _drain);
            _drain.AsSpan(0, Math.Min(Frame, LatencySamples - done)).CopyTo(output[done..]);
        }

        return LatencySamples;
    }

    public void ForgetAll()
    {
        State = 0;
        _delay.Reset();
    }

    // The delay line would clean the samples itself, so bad ones go round it: the faults of cleaning stay visible.
    private void Delay(Span<float> samples)
    {
        Span<float> delayed = stackalloc float[Frame];
        _delay.Process(samples, delayed);
        for (int n = 0; n < samples.Length; n++)
        {
            samples[n] = Finite.OrZero(samples[n]) == samples[n] ? delayed[n] : samples[n];
        }
    }
}

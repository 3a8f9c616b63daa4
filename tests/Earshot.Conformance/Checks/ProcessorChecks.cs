using Earshot.Signals;
using Earshot.Signals.Streaming;
using Earshot.Testing;

namespace Earshot.Conformance.Checks;

// The contract of IAudioProcessor, one method a promise. A method returns when the promise is kept and throws
// ConformanceException when it is not.
internal static class ProcessorChecks
{
    private const int WarmUpFrames = 60;
    private const int MeasuredFrames = 200;

    public static IReadOnlyDictionary<string, Action<ProcessorCase>> All { get; } = new Dictionary<string, Action<ProcessorCase>>(StringComparer.Ordinal)
    {
        [nameof(ShapeIsFixed)] = ShapeIsFixed,
        [nameof(ChoppingChangesNoBit)] = ChoppingChangesNoBit,
        [nameof(FutureNeverChangesThePast)] = FutureNeverChangesThePast,
        [nameof(FramesAllocateNothing)] = FramesAllocateNothing,
        [nameof(LatencyIsAsDeclared)] = LatencyIsAsDeclared,
        [nameof(ResetGivesAFreshStream)] = ResetGivesAFreshStream,
        [nameof(TailsEndWithoutSubnormals)] = TailsEndWithoutSubnormals,
        [nameof(NonFiniteSamplesAreZeros)] = NonFiniteSamplesAreZeros,
        [nameof(HugeSamplesDoNotPoison)] = HugeSamplesDoNotPoison,
        [nameof(StreamsAreIndependent)] = StreamsAreIndependent,
        [nameof(FlushLosesNothing)] = FlushLosesNothing,
        [nameof(InPlaceEqualsOutOfPlace)] = InPlaceEqualsOutOfPlace,
        [nameof(WrongLengthsAreArgumentErrors)] = WrongLengthsAreArgumentErrors,
    };

    public static void ShapeIsFixed(ProcessorCase item)
    {
        static (int Rate, int Frame, int Latency, int Inputs, int Outputs) Shape(IAudioProcessor p) =>
            (p.SampleRate, p.FrameLength, p.LatencySamples, p.InputChannelCount, p.OutputChannelCount);
        IAudioProcessor processor = item.Create();
        (int Rate, int Frame, int Latency, int Inputs, int Outputs) born = Shape(processor);
        Breach.Unless(born is { Rate: > 0, Frame: > 0, Latency: >= 0, Inputs: > 0, Outputs: > 0 }, $"{born} is out of range");
        Runs.Frames(processor, item.Signal(processor));
        Breach.Unless(born == Shape(processor), $"{born} became {Shape(processor)} while processing");
        processor.Reset();
        Breach.Unless(born == Shape(processor), $"{born} became {Shape(processor)} by a reset");
    }

    public static void ChoppingChangesNoBit(ProcessorCase item)
    {
        IAudioProcessor processor = item.Create();
        AudioBuffer input = item.Signal(processor);
        AudioBuffer whole = Runs.Frames(processor, input);
        foreach (int blockLength in (int[])[1, 7, 160, 1600])
        {
            processor = item.Create();
            AudioBuffer chopped = Runs.Blocks(processor, input, blockLength);
            AudioBuffer aligned = chopped.Slice(processor.FrameLength - 1, chopped.Length - processor.FrameLength + 1);
            Breach.UnlessSame(whole, aligned, $"blocks of {blockLength}", Math.Min(whole.Length, aligned.Length));
        }
    }

    public static void FutureNeverChangesThePast(ProcessorCase item)
    {
        IAudioProcessor processor = item.Create();
        AudioBuffer input = item.Signal(processor);
        int change = input.Length / 2 / processor.FrameLength * processor.FrameLength;
        AudioBuffer before = Runs.Frames(processor, input);
        AudioBuffer after = Runs.Frames(item.Create(), TestSignals.ChangeFrom(input, change));
        Breach.UnlessSame(before, after, $"input changed from sample {change} on", change);
    }

    public static void FramesAllocateNothing(ProcessorCase item)
    {
        IAudioProcessor processor = item.Create();
        AudioBuffer signal = item.Signal(processor);
        int frame = processor.FrameLength;
        int inputs = processor.InputChannelCount;
        var input = new float[inputs * frame * (WarmUpFrames + MeasuredFrames)];
        for (int n = 0; n < input.Length; n++)
        {
            input[n] = signal.Samples[n % signal.Samples.Length];
        }

        var output = new float[processor.OutputChannelCount * frame];
        var tail = new float[processor.OutputChannelCount * processor.LatencySamples];
        void Run(int first, int count)
        {
            for (int i = first; i < first + count; i++)
            {
                processor.Process(input.AsSpan(i * inputs * frame, inputs * frame), output);
            }

            processor.Flush(tail);
            processor.Reset();
        }

        Run(0, WarmUpFrames);
        long bytes = AllocatedBytes.Least(() => Run(WarmUpFrames, MeasuredFrames));
        Breach.Unless(bytes == 0, $"{bytes} bytes in {MeasuredFrames} frames, a flush and a reset");
    }

    public static void LatencyIsAsDeclared(ProcessorCase item)
    {
        int measured = item.MeasureLatency(item.Create());
        int declared = item.Create().LatencySamples;
        Breach.Unless(measured == declared, $"declared {declared} samples, measured {measured}");
    }

    public static void ResetGivesAFreshStream(ProcessorCase item)
    {
        IAudioProcessor processor = item.Create();
        AudioBuffer input = item.Signal(processor);
        AudioBuffer fresh = Runs.Frames(processor, input);
        processor.Reset();
        Breach.UnlessSame(fresh, Runs.Frames(processor, input), "after a reset");
        processor.Flush(new float[processor.OutputChannelCount * processor.LatencySamples]);
        processor.Reset();
        Breach.UnlessSame(fresh, Runs.Frames(processor, input), "after a flush and a reset");
    }

    public static void TailsEndWithoutSubnormals(ProcessorCase item)
    {
        // Ten seconds: a filter that decays by 60 dB in 0.7 s has then crossed the 760 dB to the subnormal numbers.
        IAudioProcessor processor = item.Create();
        AudioBuffer input = item.Signal(processor);
        AudioBuffer output = Runs.Frames(processor, TestSignals.Pad(input, 10 * processor.SampleRate));
        for (int n = 0; n < output.Samples.Length; n++)
        {
            float sample = output.Samples[n];
            Breach.Unless(float.IsFinite(sample), $"output {n} is {sample}");
            Breach.Unless(sample != Runs.Marker, $"output {n} was not written");
            Breach.Unless(!float.IsSubnormal(sample), $"output {n} is subnormal: {sample:R}");
        }
    }

    public static void NonFiniteSamplesAreZeros(ProcessorCase item)
    {
        IAudioProcessor processor = item.Create();
        (AudioBuffer bad, AudioBuffer clean) =
            TestSignals.Sprinkle(item.Signal(processor), [float.NaN, float.PositiveInfinity, float.NegativeInfinity]);
        Breach.UnlessSame(Runs.Frames(processor, clean), Runs.Frames(item.Create(), bad), "NaN and infinity for zeros");
    }

    public static void HugeSamplesDoNotPoison(ProcessorCase item)
    {
        IAudioProcessor processor = item.Create();
        (AudioBuffer bad, _) = TestSignals.Sprinkle(item.Signal(processor), [float.MaxValue, -float.MaxValue]);
        AudioBuffer output = Runs.Frames(processor, bad);
        int at = output.Samples.IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
        Breach.Unless(at < 0, $"output {at} is not finite");
    }

    public static void StreamsAreIndependent(ProcessorCase item)
    {
        IAudioProcessor first = item.Create();
        IAudioProcessor second = item.Create();
        AudioBuffer input = item.Signal(first);
        AudioBuffer other = TestSignals.ChangeFrom(input, 0);
        AudioBuffer alone = Runs.Frames(item.Create(), input);
        int frame = first.FrameLength;
        for (int start = 0; start + frame <= input.Length; start += frame)
        {
            AudioBuffer given = Runs.Frames(first, input.Slice(start, frame));
            Runs.Frames(second, other.Slice(start, frame));
            Breach.UnlessSame(alone.Slice(start, frame), given, $"a second stream beside it, frame at {start}");
        }
    }

    public static void FlushLosesNothing(ProcessorCase item)
    {
        IAudioProcessor processor = item.Create();
        AudioBuffer input = item.Signal(processor);
        int latency = processor.LatencySamples;
        int outputs = processor.OutputChannelCount;
        AudioBuffer head = Runs.Frames(processor, input);
        AudioBuffer endless = Runs.Frames(item.Create(), TestSignals.Pad(input.Slice(0, head.Length), latency + processor.FrameLength));
        var room = new float[(outputs * latency) + 8];
        room.AsSpan().Fill(Runs.Marker);
        int count = processor.Flush(room);
        Breach.Unless(count == latency, $"flush wrote {count} samples a channel, declared {latency}");
        Breach.Unless(!room.AsSpan(outputs * latency).ContainsAnyExcept(Runs.Marker), "flush wrote past its samples");
        var tail = new AudioBuffer(processor.SampleRate, outputs, latency);
        room.AsSpan(0, outputs * latency).CopyTo(tail.Samples);
        Breach.UnlessSame(endless.Slice(head.Length, latency), tail, "flush against silence");
    }

    public static void InPlaceEqualsOutOfPlace(ProcessorCase item)
    {
        IAudioProcessor processor = item.Create();
        AudioBuffer input = item.Signal(processor);
        Breach.UnlessSame(Runs.Frames(processor, input), Runs.FramesInPlace(item.Create(), input), "in place");
    }

    public static void WrongLengthsAreArgumentErrors(ProcessorCase item)
    {
        IAudioProcessor processor = item.Create();
        int input = processor.InputChannelCount * processor.FrameLength;
        int output = processor.OutputChannelCount * processor.FrameLength;
        Breach.UnlessThrows<ArgumentException>(() => processor.Process(new float[input - 1], new float[output]), "input short");
        Breach.UnlessThrows<ArgumentException>(() => processor.Process(new float[input + 1], new float[output]), "input long");
        Breach.UnlessThrows<ArgumentException>(() => processor.Process(new float[input], new float[output - 1]), "output short");
        Breach.UnlessThrows<ArgumentException>(() => processor.Process(new float[input], new float[output + 1]), "output long");
        int tail = processor.OutputChannelCount * processor.LatencySamples;
        if (tail > 0)
        {
            Breach.UnlessThrows<ArgumentException>(() => processor.Flush(new float[tail - 1]), "flush short");
        }
    }
}

using Earshot.Signals;
using Earshot.Testing;

namespace Earshot.Conformance.Checks;

// The contract of IAudioAnalyzer, one method a promise. A method returns when the promise is kept and throws
// ConformanceException when it is not.
internal static class AnalyzerChecks
{
    private const int BlockLength = 160;

    public static IReadOnlyDictionary<string, Action<AnalyzerCase>> All { get; } = new Dictionary<string, Action<AnalyzerCase>>(StringComparer.Ordinal)
    {
        [nameof(SignalHoldsAnEvent)] = SignalHoldsAnEvent,
        [nameof(ChoppingChangesNoEvent)] = ChoppingChangesNoEvent,
        [nameof(FutureNeverChangesThePast)] = FutureNeverChangesThePast,
        [nameof(BlocksAllocateNothing)] = BlocksAllocateNothing,
        [nameof(ResetGivesAFreshStream)] = ResetGivesAFreshStream,
        [nameof(NonFiniteSamplesAreZeros)] = NonFiniteSamplesAreZeros,
        [nameof(EventsHoldFiniteNumbers)] = EventsHoldFiniteNumbers,
        [nameof(StreamsAreIndependent)] = StreamsAreIndependent,
        [nameof(CompleteEndsTheStream)] = CompleteEndsTheStream,
        [nameof(WrongLengthsAreArgumentErrors)] = WrongLengthsAreArgumentErrors,
    };

    public static void SignalHoldsAnEvent(AnalyzerCase item) => Breach.Unless(
        Runs.Events(item.Create(), item.Signal(), BlockLength).Count > 0, "the case's signal provokes no event, so nothing can be compared");

    public static void ChoppingChangesNoEvent(AnalyzerCase item)
    {
        AudioBuffer input = item.Signal();
        List<string> expected = Runs.Events(item.Create(), input, 1600, look: 1600);
        foreach (int blockLength in (int[])[1, 160])
        {
            // Also the moment at which an event can be read must not depend on the blocks.
            Breach.UnlessSame(expected, Runs.Events(item.Create(), input, blockLength, look: 1600), $"blocks of {blockLength}");
        }

        foreach (int blockLength in (int[])[7, 48_000, int.MaxValue / 2])
        {
            Breach.UnlessSame(
                Runs.Events(item.Create(), input, 1600), Runs.Events(item.Create(), input, Math.Min(blockLength, input.Length)), $"blocks of {blockLength}");
        }
    }

    public static void FutureNeverChangesThePast(AnalyzerCase item)
    {
        AudioBuffer input = item.Signal();
        foreach (int change in (int[])[input.Length / 4, input.Length / 2, input.Length * 3 / 4])
        {
            List<string> Past(AudioBuffer buffer)
            {
                AnalyzerUnderTest analyzer = item.Create();
                var events = new List<string>();
                for (int start = 0; start < change; start += BlockLength)
                {
                    analyzer.Accept(buffer.Slice(start, Math.Min(BlockLength, change - start)).Samples);
                    Runs.Drain(analyzer, events, "");
                }

                analyzer.Accept(buffer.Slice(change, buffer.Length - change).Samples);
                return events;
            }

            Breach.UnlessSame(Past(input), Past(TestSignals.ChangeFrom(input, change)), $"input changed from sample {change} on");
        }
    }

    public static void BlocksAllocateNothing(AnalyzerCase item)
    {
        AnalyzerUnderTest analyzer = item.Create();
        AudioBuffer input = item.Signal();
        float[][] blocks = [.. Enumerable.Range(0, input.Length / BlockLength).Select(i => input.Slice(i * BlockLength, BlockLength).Samples.ToArray())];
        long least = long.MaxValue;
        for (int round = 0; round < AllocatedBytes.Repetitions && least > 0; round++)
        {
            int quiet = 0;
            long bytes = 0;
            foreach (float[] block in blocks)
            {
                long start = GC.GetAllocatedBytesForCurrentThread();
                analyzer.Accept(block);
                long inBlock = GC.GetAllocatedBytesForCurrentThread() - start;
                if (analyzer.Read() is null)
                {
                    // A block that brings an event may allocate it.
                    bytes += inBlock;
                    quiet++;
                }

                while (analyzer.Read() is not null)
                {
                }
            }

            Breach.Unless(quiet > 0, "every block of the case's signal brings an event, so nothing can be measured");
            least = Math.Min(least, bytes);
            analyzer.Reset();
        }

        Breach.Unless(least == 0, $"{least} bytes in blocks of {BlockLength} samples without an event");
    }

    public static void ResetGivesAFreshStream(AnalyzerCase item)
    {
        AnalyzerUnderTest analyzer = item.Create();
        AudioBuffer input = item.Signal();
        List<string> fresh = Runs.Events(analyzer, input, BlockLength);
        analyzer.Reset();
        Breach.UnlessSame(fresh, Runs.Events(analyzer, input, BlockLength), "after completion and a reset");
        analyzer.Reset();
        analyzer.Accept(input.Slice(0, input.Length / 2).Samples);
        analyzer.Reset();
        Breach.UnlessSame(fresh, Runs.Events(analyzer, input, BlockLength), "after half a stream, unread events and a reset");
    }

    public static void NonFiniteSamplesAreZeros(AnalyzerCase item)
    {
        (AudioBuffer bad, AudioBuffer clean) = TestSignals.Sprinkle(item.Signal(), [float.NaN, float.PositiveInfinity, float.NegativeInfinity]);
        Breach.UnlessSame(
            Runs.Events(item.Create(), clean, BlockLength), Runs.Events(item.Create(), bad, BlockLength), "NaN and infinity for zeros");
    }

    // Minus infinity is allowed: it is the level of digital silence in dB.
    public static void EventsHoldFiniteNumbers(AnalyzerCase item)
    {
        (AudioBuffer bad, _) = TestSignals.Sprinkle(item.Signal(), [float.MaxValue, -float.MaxValue, float.NaN]);
        var silence = new AudioBuffer(bad.SampleRate, bad.ChannelCount, bad.Length);
        foreach (AudioBuffer input in (AudioBuffer[])[item.Signal(), bad, silence])
        {
            string? broken = Runs.Events(item.Create(), input, BlockLength).Find(text =>
                text.Contains("NaN", StringComparison.Ordinal) || text.Contains("\"Infinity\"", StringComparison.Ordinal));
            Breach.Unless(broken is null, $"an event holds NaN or infinity: {broken}");
        }
    }

    public static void StreamsAreIndependent(AnalyzerCase item)
    {
        AudioBuffer input = item.Signal();
        AudioBuffer other = TestSignals.ChangeFrom(input, 0);
        AnalyzerUnderTest first = item.Create();
        AnalyzerUnderTest second = item.Create();
        var events = new List<string>();
        for (int start = 0; start < input.Length; start += BlockLength)
        {
            int count = Math.Min(BlockLength, input.Length - start);
            first.Accept(input.Slice(start, count).Samples);
            second.Accept(other.Slice(start, count).Samples);
        }

        second.Complete();
        first.Complete();
        Runs.Drain(first, events, "");
        Breach.UnlessSame(Runs.Events(item.Create(), input, BlockLength), events, "a second stream beside it");
    }

    public static void CompleteEndsTheStream(AnalyzerCase item)
    {
        AnalyzerUnderTest analyzer = item.Create();
        analyzer.Complete();
        Breach.UnlessThrows<InvalidOperationException>(() => analyzer.Accept(new float[analyzer.ChannelCount]), "audio after the end");
        analyzer.Reset();
        analyzer.Accept(new float[analyzer.ChannelCount]);
    }

    public static void WrongLengthsAreArgumentErrors(AnalyzerCase item)
    {
        AnalyzerUnderTest analyzer = item.Create();
        analyzer.Accept([]);
        if (analyzer.ChannelCount > 1)
        {
            Breach.UnlessThrows<ArgumentException>(() => analyzer.Accept(new float[analyzer.ChannelCount + 1]), "half a sample");
        }
    }
}

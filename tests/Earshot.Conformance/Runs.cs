using Earshot.Signals;
using Earshot.Signals.Streaming;

namespace Earshot.Conformance;

// Ways to run a signal through a stream. Outputs are filled with a marker first, so that what a processor forgot to write shows.
internal static class Runs
{
    public const float Marker = 12345.678f;

    // Whole frames, out of place; the part of the input that fills no frame is left out.
    public static AudioBuffer Frames(IAudioProcessor processor, AudioBuffer input)
    {
        int frame = processor.FrameLength;
        var output = new AudioBuffer(input.SampleRate, processor.OutputChannelCount, input.Length / frame * frame);
        for (int start = 0; start < output.Length; start += frame)
        {
            var given = new float[processor.OutputChannelCount * frame];
            given.AsSpan().Fill(Marker);
            processor.Process(input.Slice(start, frame).Samples, given);
            Put(given, output, start, frame);
        }

        return output;
    }

    // Whole frames, input and output in one memory.
    public static AudioBuffer FramesInPlace(IAudioProcessor processor, AudioBuffer input)
    {
        int frame = processor.FrameLength;
        var output = new AudioBuffer(input.SampleRate, processor.OutputChannelCount, input.Length / frame * frame);
        int taken = processor.InputChannelCount * frame;
        int given = processor.OutputChannelCount * frame;
        var memory = new float[Math.Max(taken, given)];
        for (int start = 0; start < output.Length; start += frame)
        {
            input.Slice(start, frame).Samples.CopyTo(memory);
            processor.Process(memory.AsSpan(0, taken), memory.AsSpan(0, given));
            Put(memory.AsSpan(0, given), output, start, frame);
        }

        return output;
    }

    // Blocks of any length through an adapter.
    public static AudioBuffer Blocks(IAudioProcessor processor, AudioBuffer input, int blockLength)
    {
        var adapter = new FrameAdapter(processor);
        var output = new AudioBuffer(input.SampleRate, processor.OutputChannelCount, input.Length);
        for (int start = 0; start < input.Length; start += blockLength)
        {
            int count = Math.Min(blockLength, input.Length - start);
            var given = new float[processor.OutputChannelCount * count];
            given.AsSpan().Fill(Marker);
            adapter.Process(input.Slice(start, count).Samples, given);
            Put(given, output, start, count);
        }

        return output;
    }

    // Events with the number of samples after which they could be read, looked for every `look` samples, and after the end.
    public static List<string> Events(AnalyzerUnderTest analyzer, AudioBuffer input, int blockLength, int look = int.MaxValue)
    {
        var events = new List<string>();
        for (int start = 0; start < input.Length; start += blockLength)
        {
            int count = Math.Min(blockLength, input.Length - start);
            analyzer.Accept(input.Slice(start, count).Samples);
            if ((start + count) % look == 0)
            {
                Drain(analyzer, events, $"{start + count}: ");
            }
        }

        analyzer.Complete();
        Drain(analyzer, events, look == int.MaxValue ? "" : "end: ");
        return events;
    }

    public static void Drain(AnalyzerUnderTest analyzer, List<string> events, string prefix)
    {
        while (analyzer.Read() is { } next)
        {
            events.Add(prefix + next);
        }
    }

    private static void Put(ReadOnlySpan<float> given, AudioBuffer output, int start, int count)
    {
        for (int c = 0; c < output.ChannelCount; c++)
        {
            given.Slice(c * count, count).CopyTo(output.Channel(c)[start..]);
        }
    }
}

namespace Earshot.Signals.Streaming;

/// <summary>Offline use of real-time processors.</summary>
public static class AudioProcessorExtensions
{
    /// <summary>Runs a whole recording through a processor and removes its latency: sample n of the result belongs to sample n of the input.</summary>
    /// <param name="processor">The processor; it is reset before and after.</param>
    /// <param name="input">A recording at the processor's rate with its input channels.</param>
    /// <returns>A new buffer of the same length with the processor's output channels.</returns>
    /// <exception cref="ArgumentException">The rate or the number of channels is not the processor's.</exception>
    public static AudioBuffer ProcessBuffer(this IAudioProcessor processor, AudioBuffer input)
    {
        ArgumentNullException.ThrowIfNull(processor);
        ArgumentNullException.ThrowIfNull(input);
        BufferCheck.Require(input, processor.SampleRate, processor.InputChannelCount, nameof(input));
        processor.Reset();
        int frame = processor.FrameLength;
        var result = new AudioBuffer(input.SampleRate, processor.OutputChannelCount, input.Length);
        var taken = new float[processor.InputChannelCount * frame];
        var given = new float[processor.OutputChannelCount * frame];
        int latency = processor.LatencySamples;
        for (long start = 0; start < (long)input.Length + latency; start += frame)
        {
            Load(input, start, taken, frame);
            processor.Process(taken, given);
            Store(given, frame, result, start - latency);
        }

        processor.Reset();
        return result;
    }

    // Past the end of the recording there is silence, which drives out what the processor still holds.
    private static void Load(AudioBuffer input, long start, Span<float> target, int frame)
    {
        target.Clear();
        int count = (int)Math.Clamp(input.Length - start, 0, frame);
        for (int c = 0; count > 0 && c < input.ChannelCount; c++)
        {
            input.Channel(c).Slice((int)start, count).CopyTo(target[(c * frame)..]);
        }
    }

    private static void Store(ReadOnlySpan<float> given, int frame, AudioBuffer result, long start)
    {
        int skip = (int)Math.Clamp(-start, 0, frame);
        int count = (int)Math.Clamp(result.Length - (start + skip), 0, frame - skip);
        for (int c = 0; count > 0 && c < result.ChannelCount; c++)
        {
            given.Slice((c * frame) + skip, count).CopyTo(result.Channel(c)[(int)(start + skip)..]);
        }
    }
}

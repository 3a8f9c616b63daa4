namespace Earshot.Signals.Streaming;

/// <summary>The length checks that every <see cref="IAudioProcessor"/> owes its caller, with one wording.</summary>
public static class FrameCheck
{
    /// <summary>Requires one frame in and room for one frame out.</summary>
    /// <param name="processor">Whose channels and frame length count.</param>
    /// <param name="inputLength">Samples that the caller gave, all channels.</param>
    /// <param name="outputLength">Samples that the caller has room for, all channels.</param>
    /// <exception cref="ArgumentException">A length is not the expected one.</exception>
    public static void Process(IAudioProcessor processor, int inputLength, int outputLength)
    {
        Require(inputLength == processor.InputChannelCount * processor.FrameLength, processor.InputChannelCount, processor.FrameLength, inputLength, "input");
        Require(outputLength == processor.OutputChannelCount * processor.FrameLength, processor.OutputChannelCount, processor.FrameLength, outputLength, "output");
    }

    /// <summary>Requires room for the samples of a flush.</summary>
    /// <param name="processor">Whose channels and latency count.</param>
    /// <param name="outputLength">Samples that the caller has room for, all channels.</param>
    /// <exception cref="ArgumentException">There is not enough room.</exception>
    public static void Flush(IAudioProcessor processor, int outputLength) => Require(
        outputLength >= processor.OutputChannelCount * processor.LatencySamples, processor.OutputChannelCount, processor.LatencySamples, outputLength, "output");

    private static void Require(bool fits, int channels, int samples, int actual, string name)
    {
        if (!fits)
        {
            throw new ArgumentException($"expected {channels} channels x {samples} samples, got {actual} samples", name);
        }
    }
}

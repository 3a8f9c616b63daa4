namespace Earshot.Signals.Streaming;

/// <summary>A real-time stage that turns frames of audio into frames of audio.</summary>
/// <remarks>
/// Frames are planar: <c>[channel][sample]</c>, <see cref="FrameLength"/> samples a channel. After construction nothing
/// allocates, throws for the content of the samples, or locks. An instance belongs to one stream and one thread at a time;
/// what streams can share (a model, a key) is immutable and lives outside. Samples that are not finite are taken as 0.
/// </remarks>
public interface IAudioProcessor
{
    /// <summary>Samples per second and channel, of input and output.</summary>
    int SampleRate { get; }

    /// <summary>Samples per channel in one frame.</summary>
    int FrameLength { get; }

    /// <summary>Delay from input to output in samples: output sample n belongs to input sample n - LatencySamples.</summary>
    int LatencySamples { get; }

    /// <summary>Channels that <see cref="Process"/> takes.</summary>
    int InputChannelCount { get; }

    /// <summary>Channels that <see cref="Process"/> gives.</summary>
    int OutputChannelCount { get; }

    /// <summary>Processes exactly one frame.</summary>
    /// <param name="input">InputChannelCount x FrameLength samples, planar.</param>
    /// <param name="output">OutputChannelCount x FrameLength samples, planar; may be the same memory as <paramref name="input"/>.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    void Process(ReadOnlySpan<float> input, Span<float> output);

    /// <summary>Ends the stream and drains what is still inside, the last <see cref="LatencySamples"/> samples of every channel, as if silence had followed.</summary>
    /// <param name="output">OutputChannelCount x LatencySamples samples, planar.</param>
    /// <returns>Samples written per channel; equal to <see cref="LatencySamples"/>. Call <see cref="Reset"/> before the next stream.</returns>
    /// <exception cref="ArgumentException"><paramref name="output"/> is too short.</exception>
    int Flush(Span<float> output);

    /// <summary>Returns to the state at birth.</summary>
    void Reset();
}

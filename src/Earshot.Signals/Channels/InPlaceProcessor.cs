using Earshot.Signals.Streaming;

namespace Earshot.Signals.Channels;

/// <summary>One link of a channel: one channel in, one out, no delay, and blocks of any length in place.</summary>
/// <remarks>As an <see cref="IAudioProcessor"/> it takes frames; <see cref="Apply"/> takes any length, with the same result.</remarks>
public abstract class InPlaceProcessor : IAudioProcessor
{
    private protected InPlaceProcessor(int sampleRate, int frameLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, MinimumSampleRate);
        ArgumentOutOfRangeException.ThrowIfNegative(frameLength);
        SampleRate = sampleRate;
        // 10 ms unless the caller wants something else.
        FrameLength = frameLength > 0 ? frameLength : sampleRate / 100;
    }

    /// <summary>Lowest rate in samples per second that the links of a channel work at.</summary>
    public const int MinimumSampleRate = 1000;

    /// <inheritdoc/>
    public int SampleRate { get; }

    /// <inheritdoc/>
    public int FrameLength { get; }

    /// <inheritdoc/>
    public int LatencySamples => 0;

    /// <inheritdoc/>
    public int InputChannelCount => 1;

    /// <inheritdoc/>
    public int OutputChannelCount => 1;

    /// <summary>Processes the next samples of the stream in place.</summary>
    /// <param name="samples">Any number of samples; those that are not finite are taken as 0.</param>
    public void Apply(Span<float> samples)
    {
        Finite.Copy(samples, samples);
        Transform(samples);
    }

    /// <inheritdoc/>
    public void Process(ReadOnlySpan<float> input, Span<float> output)
    {
        FrameCheck.Process(this, input.Length, output.Length);
        Finite.Copy(input, output);
        Transform(output);
    }

    /// <inheritdoc/>
    public int Flush(Span<float> output) => 0;

    /// <inheritdoc/>
    public abstract void Reset();

    // Works on the next samples, all of them finite.
    private protected abstract void Transform(Span<float> samples);
}

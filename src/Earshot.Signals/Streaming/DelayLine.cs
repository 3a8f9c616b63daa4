namespace Earshot.Signals.Streaming;

/// <summary>Delays a stream by a fixed number of samples and changes nothing else.</summary>
/// <remarks>Aligns a direct path with one that runs through a processor of the same latency.</remarks>
public sealed class DelayLine : IAudioProcessor
{
    private readonly float[] _ring; // [channel][LatencySamples]
    private readonly int _channelCount;
    private int _position;

    /// <summary>Creates a line full of silence.</summary>
    /// <param name="sampleRate">Samples per second and channel, 1 or more.</param>
    /// <param name="channelCount">Channels, 1 or more.</param>
    /// <param name="frameLength">Samples per channel in a frame, 1 or more.</param>
    /// <param name="delaySamples">The delay in samples, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public DelayLine(int sampleRate, int channelCount, int frameLength, int delaySamples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channelCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(frameLength, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(delaySamples);
        SampleRate = sampleRate;
        _channelCount = channelCount;
        FrameLength = frameLength;
        LatencySamples = delaySamples;
        _ring = new float[checked(channelCount * delaySamples)];
    }

    /// <inheritdoc/>
    public int SampleRate { get; }

    /// <inheritdoc/>
    public int FrameLength { get; }

    /// <inheritdoc/>
    public int LatencySamples { get; }

    /// <inheritdoc/>
    public int InputChannelCount => _channelCount;

    /// <inheritdoc/>
    public int OutputChannelCount => _channelCount;

    /// <inheritdoc/>
    public void Process(ReadOnlySpan<float> input, Span<float> output)
    {
        FrameCheck.Process(this, input.Length, output.Length);
        int position = _position;
        for (int c = 0; c < _channelCount; c++)
        {
            Span<float> samples = output.Slice(c * FrameLength, FrameLength);
            Finite.Copy(input.Slice(c * FrameLength, FrameLength), samples);
            position = Exchange(_ring.AsSpan(c * LatencySamples, LatencySamples), samples);
        }

        _position = position;
    }

    /// <inheritdoc/>
    public int Flush(Span<float> output)
    {
        FrameCheck.Flush(this, output.Length);
        output[.._ring.Length].Clear();
        for (int c = 0; c < _channelCount; c++)
        {
            // A whole turn of the ring leaves the position where it was.
            Exchange(_ring.AsSpan(c * LatencySamples, LatencySamples), output.Slice(c * LatencySamples, LatencySamples));
        }

        return LatencySamples;
    }

    /// <inheritdoc/>
    public void Reset()
    {
        Array.Clear(_ring);
        _position = 0;
    }

    private int Exchange(Span<float> ring, Span<float> samples)
    {
        int position = _position;
        if (ring.IsEmpty)
        {
            return position;
        }

        for (int n = 0; n < samples.Length; n++)
        {
            (samples[n], ring[position]) = (ring[position], samples[n]);
            position = position + 1 == ring.Length ? 0 : position + 1;
        }

        return position;
    }
}

namespace Earshot.Signals;

/// <summary>Samples of one recording: float32, nominally in -1..1, planar, with an explicit rate.</summary>
/// <remarks>Channels are stored one after another, <c>[channel][sample]</c>; interleaving happens only at file and device edges.</remarks>
public sealed class AudioBuffer
{
    private readonly float[] _samples; // [channel][sample]

    /// <summary>Creates a silent buffer.</summary>
    /// <param name="sampleRate">Samples per second and channel, 1 or more.</param>
    /// <param name="channelCount">Number of channels, 1 or more.</param>
    /// <param name="length">Samples per channel, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of range.</exception>
    public AudioBuffer(int sampleRate, int channelCount, int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channelCount, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        SampleRate = sampleRate;
        ChannelCount = channelCount;
        Length = length;
        _samples = new float[checked(channelCount * length)];
    }

    /// <summary>Creates a mono buffer with a copy of <paramref name="samples"/>.</summary>
    /// <param name="sampleRate">Samples per second, 1 or more.</param>
    /// <param name="samples">The samples.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sampleRate"/> is less than 1.</exception>
    public AudioBuffer(int sampleRate, ReadOnlySpan<float> samples)
        : this(sampleRate, channelCount: 1, samples.Length)
    {
        samples.CopyTo(_samples);
    }

    /// <summary>Samples per second and channel.</summary>
    public int SampleRate { get; }

    /// <summary>Number of channels.</summary>
    public int ChannelCount { get; }

    /// <summary>Samples per channel.</summary>
    public int Length { get; }

    /// <summary>Length in time.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds(Length / (double)SampleRate);

    /// <summary>All samples, <c>[channel][sample]</c>.</summary>
    public Span<float> Samples => _samples;

    /// <summary>The samples of one channel.</summary>
    /// <param name="index">Channel, 0 .. <see cref="ChannelCount"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such channel.</exception>
    public Span<float> Channel(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, ChannelCount);
        return _samples.AsSpan(index * Length, Length);
    }

    /// <summary>The mean of all channels, as a new mono buffer.</summary>
    public AudioBuffer ToMono()
    {
        var mono = new AudioBuffer(SampleRate, channelCount: 1, Length);
        Span<float> sum = mono.Samples;
        for (int c = 0; c < ChannelCount; c++)
        {
            System.Numerics.Tensors.TensorPrimitives.Add(sum, Channel(c), sum);
        }

        if (ChannelCount > 1)
        {
            System.Numerics.Tensors.TensorPrimitives.Multiply(sum, 1f / ChannelCount, sum);
        }

        return mono;
    }

    /// <summary>A copy of <paramref name="length"/> samples from <paramref name="start"/>, all channels.</summary>
    /// <param name="start">First sample, 0 .. <see cref="Length"/>.</param>
    /// <param name="length">Samples per channel, within the buffer.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is not inside the buffer.</exception>
    public AudioBuffer Slice(int start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, Length);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length - start);
        var slice = new AudioBuffer(SampleRate, ChannelCount, length);
        for (int c = 0; c < ChannelCount; c++)
        {
            Channel(c).Slice(start, length).CopyTo(slice.Channel(c));
        }

        return slice;
    }

    /// <summary>A deep copy.</summary>
    public AudioBuffer Clone() => Slice(0, Length);
}

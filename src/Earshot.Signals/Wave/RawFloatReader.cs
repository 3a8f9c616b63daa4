using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Earshot.Signals.Wave;

/// <summary>Reads headerless samples: 32-bit floats, little-endian, interleaved, as <c>ffmpeg -f f32le</c> and <c>sox -t f32</c> write them.</summary>
public sealed class RawFloatReader : IAudioReader
{
    private readonly ByteSource _source;
    private readonly NonFiniteSamples _nonFinite;
    private long _position;

    /// <summary>Reads from a stream, from where it stands to its end.</summary>
    /// <param name="stream">The stream; it need not seek.</param>
    /// <param name="sampleRate">Samples per second and channel, within <see cref="AudioLimits"/>.</param>
    /// <param name="channelCount">Number of channels, within <see cref="AudioLimits"/>.</param>
    /// <param name="name">What messages call the stream.</param>
    /// <param name="leaveOpen">False to close the stream with the reader.</param>
    /// <param name="nonFinite">What to do with samples that are not finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate or the channel count is outside the limits.</exception>
    public RawFloatReader(
        Stream stream, int sampleRate, int channelCount, string name = "stream", bool leaveOpen = false, NonFiniteSamples nonFinite = NonFiniteSamples.Refuse)
    {
        ArgumentNullException.ThrowIfNull(stream);
        AudioLimits.ThrowIfOutside(sampleRate, channelCount);
        SampleRate = sampleRate;
        ChannelCount = channelCount;
        _nonFinite = nonFinite;
        _source = new ByteSource(stream, name, leaveOpen);
        Length = _source.Remaining / (sizeof(float) * channelCount);
    }

    /// <inheritdoc/>
    public int SampleRate { get; }

    /// <inheritdoc/>
    public int ChannelCount { get; }

    /// <inheritdoc/>
    public long? Length { get; }

    /// <inheritdoc/>
    public string FormatName => "raw 32-bit float";

    /// <inheritdoc/>
    public int Read(Span<float> interleaved)
    {
        if (interleaved.Length < ChannelCount)
        {
            throw new ArgumentException($"room for {ChannelCount} values or more is expected, not {interleaved.Length}", nameof(interleaved));
        }

        // A sample that has begun is waited for; one that the end cuts off is dropped.
        Span<byte> bytes = MemoryMarshal.AsBytes(interleaved[..(interleaved.Length / ChannelCount * ChannelCount)]);
        int blockAlign = sizeof(float) * ChannelCount;
        int count = _source.Read(bytes);
        if (count % blockAlign != 0)
        {
            count += _source.ReadFully(bytes.Slice(count, blockAlign - (count % blockAlign)));
        }

        int blocks = count / blockAlign;
        Span<float> samples = interleaved[..(blocks * ChannelCount)];
        if (!BitConverter.IsLittleEndian)
        {
            Span<int> words = MemoryMarshal.Cast<float, int>(samples);
            BinaryPrimitives.ReverseEndianness(words, words);
        }

        NonFiniteFilter.Apply(samples, _nonFinite, ChannelCount, _position, _source.Name);
        _position += blocks;
        return blocks;
    }

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();
}

namespace Earshot.Signals.Wave;

/// <summary>Writes headerless samples: 32-bit floats, little-endian, interleaved, as <c>ffmpeg -f f32le</c> and <c>sox -t f32</c> read them.</summary>
public sealed class RawFloatWriter : IAudioWriter
{
    private readonly Stream _stream;
    private readonly bool _leaveOpen;
    private readonly SampleEncoder _encoder = new(WavSampleFormat.Float32, ditherSeed: null);
    private readonly byte[] _scratch = new byte[1 << 16];
    private bool _isComplete;

    /// <summary>Writes to a stream, such as standard output.</summary>
    /// <param name="stream">The stream; it need not seek.</param>
    /// <param name="sampleRate">Samples per second and channel, within <see cref="AudioLimits"/>.</param>
    /// <param name="channelCount">Number of channels, within <see cref="AudioLimits"/>.</param>
    /// <param name="leaveOpen">False to close the stream with the writer.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate or the channel count is outside the limits.</exception>
    public RawFloatWriter(Stream stream, int sampleRate, int channelCount, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        AudioLimits.ThrowIfOutside(sampleRate, channelCount);
        _stream = stream;
        _leaveOpen = leaveOpen;
        SampleRate = sampleRate;
        ChannelCount = channelCount;
    }

    /// <inheritdoc/>
    public int SampleRate { get; }

    /// <inheritdoc/>
    public int ChannelCount { get; }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<float> interleaved)
    {
        ThrowIfComplete();
        if (interleaved.Length % ChannelCount != 0)
        {
            throw new ArgumentException($"{interleaved.Length} values are no multiple of {ChannelCount} channels", nameof(interleaved));
        }

        int step = _scratch.Length / sizeof(float);
        while (!interleaved.IsEmpty)
        {
            ReadOnlySpan<float> part = interleaved[..Math.Min(step, interleaved.Length)];
            Span<byte> bytes = _scratch.AsSpan(0, part.Length * sizeof(float));
            _encoder.Encode(part, bytes);
            _stream.Write(bytes);
            interleaved = interleaved[part.Length..];
        }
    }

    /// <inheritdoc/>
    public void Complete()
    {
        ThrowIfComplete();
        _stream.Flush();
        _isComplete = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_leaveOpen)
        {
            _stream.Dispose();
        }
    }

    private void ThrowIfComplete()
    {
        if (_isComplete)
        {
            throw new InvalidOperationException("the stream was completed before");
        }
    }
}

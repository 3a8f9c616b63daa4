namespace Earshot.Signals.Wave;

/// <summary>Writes WAV files and streams, of any length.</summary>
/// <remarks>
/// To a seekable target the sizes are put in at the end, as RF64 (EBU Tech 3306) once they pass 4 GiB. To a pipe the header says
/// 0xFFFFFFFF, "to the end", unless <see cref="WavWriterOptions.ExpectedLength"/> is given. Holds 64 KiB.
/// </remarks>
public sealed class WavWriter : IAudioWriter
{
    private const int ScratchBytes = 1 << 16;

    private readonly AtomicFile? _file;
    private readonly Stream _stream;
    private readonly bool _leaveOpen;
    private readonly WavWriterOptions _options;
    private readonly WavHeaderWriter _header;
    private readonly WavFormat _format;
    private readonly SampleEncoder _encoder;
    private readonly byte[] _scratch = new byte[ScratchBytes];
    private readonly long _origin;
    private readonly bool _canSeek;
    private long _length;
    private bool _isComplete;

    /// <summary>Starts a file; it appears when <see cref="Complete"/> is called.</summary>
    /// <param name="path">Where.</param>
    /// <param name="sampleRate">Samples per second and channel, within <see cref="AudioLimits"/>.</param>
    /// <param name="channelCount">Number of channels, within <see cref="AudioLimits"/>.</param>
    /// <param name="options">Choices; null for the defaults.</param>
    /// <exception cref="ArgumentException">A choice, the rate or the channel count is out of range.</exception>
    /// <exception cref="IOException">The path is a folder, or cannot be written.</exception>
    public WavWriter(string path, int sampleRate, int channelCount, WavWriterOptions? options = null)
        : this(null, path, sampleRate, channelCount, options, leaveOpen: false, uint.MaxValue)
    {
    }

    /// <summary>Starts a WAV file in a stream, at its present position.</summary>
    /// <param name="stream">The stream; it need not seek.</param>
    /// <param name="sampleRate">Samples per second and channel, within <see cref="AudioLimits"/>.</param>
    /// <param name="channelCount">Number of channels, within <see cref="AudioLimits"/>.</param>
    /// <param name="options">Choices; null for the defaults.</param>
    /// <param name="leaveOpen">False to close the stream with the writer.</param>
    /// <exception cref="ArgumentException">A choice, the rate or the channel count is out of range.</exception>
    public WavWriter(Stream stream, int sampleRate, int channelCount, WavWriterOptions? options = null, bool leaveOpen = false)
        : this(stream, null, sampleRate, channelCount, options, leaveOpen, uint.MaxValue)
    {
    }

    internal WavWriter(Stream? stream, string? path, int sampleRate, int channelCount, WavWriterOptions? options, bool leaveOpen, long riffLimit)
    {
        AudioLimits.ThrowIfOutside(sampleRate, channelCount);
        _options = options ?? new WavWriterOptions();
        WavWriterOptions.Validate(_options);
        WavSampleFormat sampleFormat = _options.SampleFormat;
        uint mask = _options.ChannelMask ?? UsualMask(channelCount);
        _format = new WavFormat(sampleRate, channelCount, sampleFormat, 8 * sampleFormat.BytesPerSample(), mask);
        _encoder = new SampleEncoder(sampleFormat, _options.DitherSeed);
        _leaveOpen = leaveOpen;
        _file = path is null ? null : new AtomicFile(path);
        _stream = stream ?? _file?.Stream ?? throw new ArgumentNullException(nameof(stream));
        _canSeek = _stream.CanSeek;
        _origin = _canSeek ? _stream.Position : 0;
        bool mayPassLimit = _options.ExpectedLength is long expected ? expected > (riffLimit - 1024) / _format.BlockAlign : _options.ReserveRf64 && _canSeek;
        _header = new WavHeaderWriter(_format, mayPassLimit, riffLimit);
        try
        {
            _stream.Write(_header.Build(_options.ExpectedLength));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public int SampleRate => _format.SampleRate;

    /// <inheritdoc/>
    public int ChannelCount => _format.ChannelCount;

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<float> interleaved)
    {
        ThrowIfComplete();
        if (interleaved.Length % ChannelCount != 0)
        {
            throw new ArgumentException($"{interleaved.Length} values are no multiple of {ChannelCount} channels", nameof(interleaved));
        }

        int sampleBytes = _format.SampleFormat.BytesPerSample();
        if (_canSeek && ((_length * _format.BlockAlign) + ((long)interleaved.Length * sampleBytes)) > _header.MaxDataBytes)
        {
            throw new IOException("a WAV file without room for RF64 ends at 4 GiB");
        }

        _length += interleaved.Length / ChannelCount;
        int step = _scratch.Length / sampleBytes;
        while (!interleaved.IsEmpty)
        {
            ReadOnlySpan<float> part = interleaved[..Math.Min(step, interleaved.Length)];
            Span<byte> bytes = _scratch.AsSpan(0, part.Length * sampleBytes);
            _encoder.Encode(part, bytes);
            _stream.Write(bytes);
            interleaved = interleaved[part.Length..];
        }
    }

    /// <inheritdoc/>
    public void Complete()
    {
        ThrowIfComplete();
        bool isAsExpected = _options.ExpectedLength is null || _options.ExpectedLength == _length;
        if (!isAsExpected && !_canSeek)
        {
            throw new InvalidOperationException($"{_length} samples per channel were written, but the header already promises {_options.ExpectedLength}");
        }

        if (((_length * _format.BlockAlign) & 1) == 1 && (_canSeek || _options.ExpectedLength is not null))
        {
            _stream.WriteByte(0);
        }

        if (_canSeek && _options.ExpectedLength != _length)
        {
            long end = _stream.Position;
            _stream.Position = _origin;
            _stream.Write(_header.Build(_length));
            _stream.Position = end;
        }

        _stream.Flush();
        _file?.Commit();
        _isComplete = true;
    }

    /// <summary>Releases the target; a file that was not completed is removed.</summary>
    public void Dispose()
    {
        if (_file is not null)
        {
            _file.Dispose();
        }
        else if (!_leaveOpen)
        {
            _stream.Dispose();
        }
    }

    private void ThrowIfComplete()
    {
        if (_isComplete)
        {
            throw new InvalidOperationException("the WAV file was completed before");
        }
    }

    // Microsoft's order (ksmedia.h): mono, stereo, 3.0, quad, 5.0, 5.1, 6.1, 7.1; more channels have no usual places.
    private static uint UsualMask(int channelCount) => channelCount switch
    {
        1 => 0x004,
        2 => 0x003,
        3 => 0x007,
        4 => 0x033,
        5 => 0x037,
        6 => 0x03F,
        7 => 0x13F,
        8 => 0x63F,
        _ => 0,
    };
}

namespace Earshot.Signals.Wave;

/// <summary>Reads WAV files and streams: 8 to 32-bit integers, 32 and 64-bit floats, extensible, RF64 and BW64.</summary>
/// <remarks>
/// Never seeks back, so pipes work; a size that the writer could not know means "to the end". No memory is allocated by what a
/// header says: the reader holds 64 KiB whatever the file. Scaling is that of <see cref="WavSampleFormat"/>.
/// </remarks>
public sealed class WavReader : IAudioReader
{
    private const int ScratchBytes = 1 << 16;

    private readonly ByteSource _source;
    private readonly WavHeader _header;
    private readonly NonFiniteSamples _nonFinite;
    private readonly byte[] _scratch = new byte[ScratchBytes];
    private long _bytesLeft;
    private long _position;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="nonFinite">What to do with samples that are not finite.</param>
    /// <exception cref="AudioFormatException">The path is a folder, or the file is no WAV file, broken, or of a kind that is not read.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public WavReader(string path, NonFiniteSamples nonFinite = NonFiniteSamples.Refuse)
        : this(AudioStream.OpenRead(path), path, leaveOpen: false, nonFinite)
    {
    }

    /// <summary>Reads from a stream, such as standard input, from where it stands.</summary>
    /// <param name="stream">The stream; it need not seek.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="leaveOpen">False to close the stream with the reader, and when the constructor throws.</param>
    /// <param name="nonFinite">What to do with samples that are not finite.</param>
    /// <exception cref="AudioFormatException">The stream is no WAV file, is broken, or of a kind that is not read.</exception>
    public WavReader(Stream stream, string name = "stream", bool leaveOpen = false, NonFiniteSamples nonFinite = NonFiniteSamples.Refuse)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _nonFinite = nonFinite;
        _source = new ByteSource(stream, name, leaveOpen);
        try
        {
            _header = WavHeaderParser.Parse(_source);
        }
        catch
        {
            _source.Dispose();
            throw;
        }

        _bytesLeft = _header.DataBytes ?? long.MaxValue;
        IsTruncated = _header.IsShort;
    }

    /// <summary>What the header says about the samples.</summary>
    public WavFormat Format => _header.Format;

    /// <inheritdoc/>
    public int SampleRate => Format.SampleRate;

    /// <inheritdoc/>
    public int ChannelCount => Format.ChannelCount;

    /// <inheritdoc/>
    public long? Length => _header.Length;

    /// <inheritdoc/>
    public string FormatName =>
        $"{(_header.Container == "RIFF" ? "WAV" : _header.Container)}, {Format.SampleFormat.Describe()}";

    /// <summary>True when the file has fewer samples than its header promises; for a pipe this is known at the end only.</summary>
    public bool IsTruncated { get; private set; }

    /// <inheritdoc/>
    public int Read(Span<float> interleaved)
    {
        int channels = ChannelCount;
        if (interleaved.Length < channels)
        {
            throw new ArgumentException($"room for {channels} values or more is expected, not {interleaved.Length}", nameof(interleaved));
        }

        int blockAlign = Format.BlockAlign;
        int wanted = interleaved.Length / channels;
        int done = 0;
        while (done < wanted)
        {
            int request = (int)Math.Min(Math.Min(wanted - done, _scratch.Length / blockAlign), _bytesLeft / blockAlign) * blockAlign;
            int blocks = request == 0 ? 0 : Fill(_scratch.AsSpan(0, request)) / blockAlign;
            if (blocks == 0)
            {
                break;
            }

            Span<float> target = interleaved.Slice(done * channels, blocks * channels);
            SampleDecoder.Decode(Format.SampleFormat, _scratch, target);
            if (Format.SampleFormat.IsFloat())
            {
                NonFiniteFilter.Apply(target, _nonFinite, channels, _position, _source.Name);
            }

            done += blocks;
            _position += blocks;
            if (!_source.CanSeek)
            {
                break;
            }
        }

        return done;
    }

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();

    // Reads what is there, then waits only for the rest of a sample that has begun. A sample cut by the end is dropped.
    private int Fill(Span<byte> target)
    {
        int blockAlign = Format.BlockAlign;
        int count = _source.Read(target);
        int missing = (blockAlign - (count % blockAlign)) % blockAlign;
        if (count > 0 && missing > 0)
        {
            count += _source.ReadFully(target.Slice(count, missing));
        }

        if (count == 0 || count % blockAlign != 0)
        {
            IsTruncated |= _header.DataBytes is not null || count > 0;
            _bytesLeft = 0;
            return count;
        }

        _bytesLeft -= count;
        return count;
    }
}

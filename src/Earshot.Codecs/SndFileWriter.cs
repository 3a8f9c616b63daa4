using System.Buffers.Binary;
using Earshot.Codecs.SndFile;
using Earshot.Signals.Wave;

namespace Earshot.Codecs;

/// <summary>Writes FLAC, Ogg Vorbis, Opus and MP3 through libsndfile.</summary>
/// <remarks>
/// FLAC samples are rounded and clipped here, by the rules of WAV files, since libsndfile scales floats by 2^(n-1) - 1 and would
/// not give them back exactly. Blocks stay small because its Vorbis encoder puts a whole call on the stack.
/// </remarks>
public sealed unsafe class SndFileWriter : IAudioWriter
{
    private const int BlockSamples = 4096;

    private readonly AtomicFile _file;
    private readonly SndFileHandle _handle;
    private readonly SampleEncoder? _integers; // FLAC only
    private readonly int _integerBytes;
    private readonly float[] _block; // [sample][channel]
    private readonly byte[] _bytes;
    private readonly int[] _words; // [sample][channel]
    private bool _isComplete;

    /// <summary>Starts a file; it appears when <see cref="Complete"/> is called.</summary>
    /// <param name="path">Where.</param>
    /// <param name="format">FLAC, Vorbis, Opus or MP3.</param>
    /// <param name="sampleRate">Samples per second and channel; Opus takes 8, 12, 16, 24 and 48 kHz, MP3 the nine rates of MPEG 1, 2 and 2.5.</param>
    /// <param name="channelCount">Number of channels; FLAC takes up to 8, MP3 2.</param>
    /// <param name="options">Choices; null for the defaults.</param>
    /// <exception cref="ArgumentException">A choice, the rate or the channel count is not possible in this format.</exception>
    /// <exception cref="IOException">The path is a folder, or cannot be written.</exception>
    /// <exception cref="NativeLibraryException">libsndfile is not installed.</exception>
    public SndFileWriter(string path, CodecFormat format, int sampleRate, int channelCount, AudioWriteOptions? options = null)
    {
        AudioLimits.ThrowIfOutside(sampleRate, channelCount);
        options ??= new AudioWriteOptions();
        AudioWriteOptions.Validate(options);
        SndFileLibrary.ThrowIfMissing($"to write {path}");
        var info = new SndInfo { SampleRate = sampleRate, Channels = channelCount, Format = ToNative(format, options) };
        SndInfo asked = info;
        if (!SndFileLibrary.Supports(format) || SndFileNative.FormatCheck(&asked) == 0)
        {
            throw Refusal(format, sampleRate, channelCount);
        }

        SampleRate = sampleRate;
        ChannelCount = channelCount;
        _block = new float[BlockSamples * channelCount];
        _bytes = new byte[_block.Length * sizeof(int)];
        _words = new int[_block.Length];
        if (format == CodecFormat.Flac)
        {
            WavSampleFormat integers = options.FlacBits == 16 ? WavSampleFormat.Int16 : WavSampleFormat.Int24;
            _integers = new SampleEncoder(integers, options.DitherSeed);
            _integerBytes = integers.BytesPerSample();
        }

        _file = new AtomicFile(path);
        try
        {
            _handle = SndFileHandle.Open(_file.Stream, SndFileNative.ModeWrite, ref info);
            if (_handle.IsInvalid)
            {
                throw Refusal(format, sampleRate, channelCount);
            }

            if (options.Quality is double quality)
            {
                SetQuality(quality);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
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

        while (!interleaved.IsEmpty)
        {
            ReadOnlySpan<float> part = interleaved[..Math.Min(_block.Length, interleaved.Length)];
            int frames = part.Length / ChannelCount;
            long written = _integers is null ? WriteFloats(part, frames) : WriteIntegers(part, frames);
            _handle.ThrowIfStreamFailed();
            if (written != frames)
            {
                throw new IOException($"{_file.Path}: {_handle.LastError()}");
            }

            interleaved = interleaved[part.Length..];
        }
    }

    /// <inheritdoc/>
    public void Complete()
    {
        ThrowIfComplete();

        // Closing writes the last packets, so it comes before the file takes its place.
        _handle.Dispose();
        _handle.ThrowIfStreamFailed();
        _file.Commit();
        _isComplete = true;
    }

    /// <summary>Releases the encoder; a file that was not completed is removed.</summary>
    public void Dispose()
    {
        _handle?.Dispose();
        _file.Dispose();
    }

    private void SetQuality(double quality)
    {
        // libsndfile counts the other way: 0 is best, 1 is smallest.
        double level = 1 - quality;
        if (SndFileNative.Command(_handle.DangerousGetHandle(), SndFileNative.CommandCompressionLevel, &level, sizeof(double)) == 0)
        {
            throw new IOException($"{_file.Path}: {SndFileLibrary.Version} does not take a quality for this format");
        }
    }

    private static ArgumentException Refusal(CodecFormat format, int sampleRate, int channelCount)
    {
        string accepted = !SndFileLibrary.Supports(format) ? $"the formats of this {SndFileLibrary.Version}"
            : format switch
            {
                CodecFormat.Opus => "8000, 12000, 16000, 24000 or 48000 Hz",
                CodecFormat.Mp3 => "1 or 2 channels at 8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100 or 48000 Hz",
                CodecFormat.Flac => "1 to 8 channels at up to 655350 Hz",
                _ => "fewer channels or a lower rate",
            };
        return new ArgumentException($"{format} with {channelCount} channels at {sampleRate} Hz cannot be written; {accepted} can", nameof(format));
    }

    private static int ToNative(CodecFormat format, AudioWriteOptions options) => format switch
    {
        CodecFormat.Flac => SndFileNative.TypeFlac | (options.FlacBits == 16 ? SndFileNative.SubtypePcm16 : SndFileNative.SubtypePcm24),
        CodecFormat.Vorbis => SndFileNative.TypeOgg | SndFileNative.SubtypeVorbis,
        CodecFormat.Opus => SndFileNative.TypeOgg | SndFileNative.SubtypeOpus,
        CodecFormat.Mp3 => SndFileNative.TypeMpeg | SndFileNative.SubtypeMp3,
        _ => 0,
    };

    private long WriteFloats(ReadOnlySpan<float> samples, int frames)
    {
        Span<float> block = _block.AsSpan(0, samples.Length);
        samples.CopyTo(block);
        NonFiniteFilter.Apply(block, NonFiniteSamples.Zero, ChannelCount, 0, string.Empty);
        fixed (float* source = block)
        {
            return SndFileNative.WriteFloat(_handle, source, frames);
        }
    }

    // libsndfile takes integers in the upper bits of 32.
    private long WriteIntegers(ReadOnlySpan<float> samples, int frames)
    {
        _integers!.Encode(samples, _bytes);
        for (int i = 0; i < samples.Length; i++)
        {
            _words[i] = _integerBytes == 2
                ? BinaryPrimitives.ReadInt16LittleEndian(_bytes.AsSpan(2 * i)) << 16
                : (_bytes[3 * i] << 8) | (_bytes[(3 * i) + 1] << 16) | (_bytes[(3 * i) + 2] << 24);
        }

        fixed (int* source = _words)
        {
            return SndFileNative.WriteInt(_handle, source, frames);
        }
    }

    private void ThrowIfComplete()
    {
        if (_isComplete)
        {
            throw new InvalidOperationException("the file was completed before");
        }
    }
}

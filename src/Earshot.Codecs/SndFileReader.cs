using System.Runtime.InteropServices;
using Earshot.Codecs.SndFile;
using Earshot.Signals;
using Earshot.Signals.Wave;

namespace Earshot.Codecs;

/// <summary>Reads FLAC, Ogg Vorbis, Opus, MP3, AIFF and what else libsndfile knows.</summary>
/// <remarks>
/// Integers scale by 2^-(n-1) as in WAV files; decoders of lossy formats may give samples beyond -1..1, which are kept. Opus comes
/// at the rate of the original recording if that is 8, 12, 16, 24 or 48 kHz, else at 48 kHz. An MP3 file without a Xing header has
/// no length: left alone, libsndfile guesses one from the bit rate of the first frames and drops all samples behind it.
/// </remarks>
public sealed unsafe class SndFileReader : IAudioReader
{
    private readonly Stream _stream;
    private readonly SndFileHandle _handle;
    private readonly string _name;
    private readonly bool _leaveOpen;
    private readonly NonFiniteSamples _nonFinite;
    private long _position;

    /// <summary>Opens a file.</summary>
    /// <param name="stream">The file; it must seek, and is read from where it stands.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="leaveOpen">False to close the stream with the reader, and when the constructor throws.</param>
    /// <param name="nonFinite">What to do with samples that are not finite.</param>
    /// <exception cref="ArgumentException">The stream does not seek.</exception>
    /// <exception cref="AudioFormatException">libsndfile does not read the file.</exception>
    /// <exception cref="NativeLibraryException">libsndfile is not installed.</exception>
    public SndFileReader(Stream stream, string name = "stream", bool leaveOpen = false, NonFiniteSamples nonFinite = NonFiniteSamples.Refuse)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _stream = stream;
        _name = name;
        _leaveOpen = leaveOpen;
        _nonFinite = nonFinite;
        try
        {
            if (!stream.CanSeek)
            {
                throw new ArgumentException("a stream that seeks is expected", nameof(stream));
            }

            SndFileLibrary.ThrowIfMissing($"to read {name}");
            var info = default(SndInfo);
            _handle = SndFileHandle.Open(stream, SndFileNative.ModeRead, ref info, hidesEnd: IsMp3(stream));
            Check(info);
            SampleRate = info.SampleRate;
            ChannelCount = info.Channels;
            Length = info.Frames is < 0 or SndFileNative.UnknownLength ? null : info.Frames;
            FormatName = Describe(info.Format);
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
    public long? Length { get; }

    /// <inheritdoc/>
    public string FormatName { get; }

    /// <inheritdoc/>
    public int Read(Span<float> interleaved)
    {
        if (interleaved.Length < ChannelCount)
        {
            throw new ArgumentException($"room for {ChannelCount} values or more is expected, not {interleaved.Length}", nameof(interleaved));
        }

        ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
        int wanted = interleaved.Length / ChannelCount;
        long count;
        fixed (float* target = interleaved)
        {
            count = SndFileNative.ReadFloat(_handle, target, wanted);
        }

        _handle.ThrowIfStreamFailed();
        if (count < wanted && SndFileNative.Error(_handle) != 0)
        {
            throw new AudioFormatException($"{_name}: sample {_position + Math.Max(0, count)}: {_handle.LastError()}; an intact file is expected");
        }

        int read = (int)Math.Clamp(count, 0, wanted);
        NonFiniteFilter.Apply(interleaved[..(read * ChannelCount)], _nonFinite, ChannelCount, _position, _name);
        _position += read;
        return read;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _handle?.Dispose();
        if (!_leaveOpen)
        {
            _stream.Dispose();
        }
    }

    private static bool IsMp3(Stream stream)
    {
        var head = new byte[FileSignature.Length];
        int count = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        stream.Seek(-count, SeekOrigin.Current);
        return FileSignature.Detect(head.AsSpan(0, count)) == AudioFileKind.Mp3;
    }

    private void Check(SndInfo info)
    {
        if (_handle.IsInvalid)
        {
            throw new AudioFormatException($"{_name}: {SndFileHandle.LastOpenError()}; {AudioFile.AcceptedFormats}");
        }

        bool rateIsFine = info.SampleRate is >= AudioLimits.MinSampleRate and <= AudioLimits.MaxSampleRate;
        if (!rateIsFine || info.Channels is < 1 or > AudioLimits.MaxChannelCount)
        {
            throw new AudioFormatException(
                $"{_name}: {info.Channels} channels at {info.SampleRate} Hz; 1 to {AudioLimits.MaxChannelCount} channels at {AudioLimits.MinSampleRate} to {AudioLimits.MaxSampleRate} Hz are accepted");
        }
    }

    private static string Describe(int format)
    {
        string container = NameOf(format & SndFileNative.TypeMask);
        string coding = NameOf(format & SndFileNative.SubtypeMask);
        return $"{container}, {coding}";
    }

    private static string NameOf(int format)
    {
        var info = new SndFormatInfo { Format = format };
        return SndFileNative.Command(0, SndFileNative.CommandFormatInfo, &info, sizeof(SndFormatInfo)) == 0
            ? Marshal.PtrToStringUTF8(info.Name) ?? "unknown"
            : "unknown";
    }
}

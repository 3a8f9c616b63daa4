using Earshot.Signals;
using Earshot.Signals.Wave;

namespace Earshot.Codecs;

/// <summary>Audio files of any kind: told by content when read, by the name's ending when written.</summary>
/// <remarks>WAV is read and written without native code; all other kinds go through libsndfile.</remarks>
public static class AudioFile
{
    /// <summary>What messages say would be accepted.</summary>
    internal const string AcceptedFormats = "WAV, FLAC, Ogg Vorbis, Opus, MP3 and AIFF files are accepted; ffmpeg -i IN OUT.wav converts others";

    /// <summary>Reads a whole file into memory.</summary>
    /// <param name="path">The file.</param>
    /// <param name="nonFinite">What to do with samples that are not finite.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <exception cref="AudioFormatException">The path is a folder, or the file is no audio, broken, or of a kind that is not read.</exception>
    /// <exception cref="NativeLibraryException">The file needs libsndfile, which is not installed.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static AudioBuffer Read(string path, NonFiniteSamples nonFinite = NonFiniteSamples.Refuse, CancellationToken cancellationToken = default)
    {
        using IAudioReader reader = Open(path, nonFinite);
        return reader.ReadToEnd(cancellationToken);
    }

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="nonFinite">What to do with samples that are not finite.</param>
    /// <exception cref="AudioFormatException">The path is a folder, or the file is no audio, broken, or of a kind that is not read.</exception>
    /// <exception cref="NativeLibraryException">The file needs libsndfile, which is not installed.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static IAudioReader Open(string path, NonFiniteSamples nonFinite = NonFiniteSamples.Refuse)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
        {
            throw new AudioFormatException($"{path}: this is a folder; an audio file is expected");
        }

        return Open(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite), path, leaveOpen: false, nonFinite);
    }

    /// <summary>Opens a stream, such as standard input.</summary>
    /// <param name="stream">The stream; from a pipe, WAV is read as it arrives, and other kinds are first received whole.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="leaveOpen">False to close the stream with the reader, and when opening fails.</param>
    /// <param name="nonFinite">What to do with samples that are not finite.</param>
    /// <exception cref="AudioFormatException">The stream is no audio, broken, or of a kind that is not read.</exception>
    /// <exception cref="NativeLibraryException">The content needs libsndfile, which is not installed.</exception>
    public static IAudioReader Open(Stream stream, string name = "stream", bool leaveOpen = false, NonFiniteSamples nonFinite = NonFiniteSamples.Refuse)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Stream? owned = leaveOpen ? null : stream;
        try
        {
            var head = new byte[FileSignature.Length];
            int count = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            AudioFileKind kind = FileSignature.Detect(head.AsSpan(0, count));
            ThrowUnlessRead(kind, name, head.AsSpan(0, Math.Min(count, 12)));
            if (stream.CanSeek)
            {
                stream.Seek(-count, SeekOrigin.Current);
            }
            else
            {
                stream = new PrefixedStream(head.AsMemory(0, count), stream, leaveOpen);
                leaveOpen = false;
                owned = stream;
            }

            if (kind == AudioFileKind.Wav)
            {
                return new WavReader(stream, name, leaveOpen, nonFinite);
            }

            SndFileLibrary.ThrowIfMissing($"to read {name}, {FileSignature.Describe(kind)},");
            if (!stream.CanSeek)
            {
                Stream whole = TemporaryCopy.Of(stream);
                stream.Dispose();
                (stream, owned, leaveOpen) = (whole, whole, false);
            }

            return new SndFileReader(stream, name, leaveOpen, nonFinite);
        }
        catch
        {
            owned?.Dispose();
            throw;
        }
    }

    /// <summary>Writes a whole file; it appears only when it is complete.</summary>
    /// <param name="path">Where; <c>.wav</c>, <c>.flac</c>, <c>.ogg</c>, <c>.opus</c> or <c>.mp3</c>.</param>
    /// <param name="buffer">The samples; those that are not finite are written as 0.</param>
    /// <param name="options">Choices; null for the defaults.</param>
    /// <exception cref="ArgumentException">The ending is none of these, or the format does not take the rate, the channels or a choice.</exception>
    /// <exception cref="NativeLibraryException">The format needs libsndfile, which is not installed.</exception>
    /// <exception cref="IOException">The path is a folder, or cannot be written.</exception>
    public static void Write(string path, AudioBuffer buffer, AudioWriteOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        using IAudioWriter writer = Create(path, buffer.SampleRate, buffer.ChannelCount, options, buffer.Length);
        writer.Write(buffer);
        writer.Complete();
    }

    /// <summary>Starts a file that is written block by block; it appears when <see cref="IAudioWriter.Complete"/> is called.</summary>
    /// <param name="path">Where; <c>.wav</c>, <c>.flac</c>, <c>.ogg</c>, <c>.opus</c> or <c>.mp3</c>.</param>
    /// <param name="sampleRate">Samples per second and channel.</param>
    /// <param name="channelCount">Number of channels.</param>
    /// <param name="options">Choices; null for the defaults.</param>
    /// <param name="expectedLength">Samples per channel that will be written, when known.</param>
    /// <exception cref="ArgumentException">The ending is none of these, or the format does not take the rate, the channels or a choice.</exception>
    /// <exception cref="NativeLibraryException">The format needs libsndfile, which is not installed.</exception>
    /// <exception cref="IOException">The path is a folder, or cannot be written.</exception>
    public static IAudioWriter Create(string path, int sampleRate, int channelCount, AudioWriteOptions? options = null, long? expectedLength = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new AudioWriteOptions();
        AudioWriteOptions.Validate(options);
        string ending = Path.GetExtension(path).ToUpperInvariant();
        if (ending is ".WAV" or ".WAVE")
        {
            var wavOptions = new WavWriterOptions
            {
                SampleFormat = options.WavSampleFormat,
                DitherSeed = options.DitherSeed,
                ExpectedLength = expectedLength,
            };
            return new WavWriter(path, sampleRate, channelCount, wavOptions);
        }

        CodecFormat format = ending switch
        {
            ".FLAC" => CodecFormat.Flac,
            ".OGG" or ".OGA" => CodecFormat.Vorbis,
            ".OPUS" => CodecFormat.Opus,
            ".MP3" => CodecFormat.Mp3,
            _ => throw new ArgumentException($"{path}: a name that ends in .wav, .flac, .ogg, .opus or .mp3 is expected", nameof(path)),
        };
        return new SndFileWriter(path, format, sampleRate, channelCount, options);
    }

    private static void ThrowUnlessRead(AudioFileKind kind, string name, ReadOnlySpan<byte> head)
    {
        string? found = kind switch
        {
            AudioFileKind.Empty => "the file is empty",
            AudioFileKind.Unknown => $"found {Convert.ToHexString(head)}",
            AudioFileKind.Aac or AudioFileKind.Mp4 or AudioFileKind.Matroska or AudioFileKind.Asf or AudioFileKind.OtherRiff
                or AudioFileKind.Markup or AudioFileKind.NotAudio => $"this looks like {FileSignature.Describe(kind)}",
            _ => null,
        };
        if (found is not null)
        {
            throw new AudioFormatException($"{name}: byte 0: {found}; {AcceptedFormats}");
        }
    }
}

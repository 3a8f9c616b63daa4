using System.Buffers.Binary;

namespace Earshot.Signals.Wave;

/// <summary>Tells the kind of a file from its first bytes.</summary>
/// <remarks>Signatures are those of the formats' own specifications; a bare MPEG frame header is taken only if all its fields are legal.</remarks>
public static class FileSignature
{
    /// <summary>Bytes that <see cref="Detect"/> wants to see; fewer are fine when the file is shorter.</summary>
    public const int Length = 64;

    /// <summary>Tells the kind of a file.</summary>
    /// <param name="head">The first bytes of the file.</param>
    public static AudioFileKind Detect(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty)
        {
            return AudioFileKind.Empty;
        }

        ReadOnlySpan<byte> form = head.Length >= 12 ? head.Slice(8, 4) : [];
        return head switch
        {
            _ when head.StartsWith("RIFF"u8) || head.StartsWith("RF64"u8) || head.StartsWith("BW64"u8)
                => form.SequenceEqual("WAVE"u8) ? AudioFileKind.Wav : AudioFileKind.OtherRiff,
            _ when head.StartsWith("RIFX"u8) => AudioFileKind.Rifx,
            _ when head.StartsWith(Wave64Head) => AudioFileKind.Wave64,
            _ when head.StartsWith("FORM"u8) && (form.SequenceEqual("AIFF"u8) || form.SequenceEqual("AIFC"u8)) => AudioFileKind.Aiff,
            _ when head.StartsWith(".snd"u8) => AudioFileKind.Au,
            _ when head.StartsWith("caff"u8) => AudioFileKind.Caf,
            _ when head.StartsWith("fLaC"u8) => AudioFileKind.Flac,
            _ when head.StartsWith("OggS"u8) => DetectOgg(head),
            _ when head.StartsWith("ID3"u8) => AudioFileKind.Mp3,
            _ when head.Length >= 8 && head.Slice(4, 4).SequenceEqual("ftyp"u8) => AudioFileKind.Mp4,
            _ when head.StartsWith(MatroskaHead) => AudioFileKind.Matroska,
            _ when head.StartsWith(AsfHead) => AudioFileKind.Asf,
            _ when IsNotAudio(head) => AudioFileKind.NotAudio,
            _ when IsMarkup(head) => AudioFileKind.Markup,
            _ => DetectMpeg(head),
        };
    }

    /// <summary>The kind in words, with an article, such as <c>an MP3 file</c>.</summary>
    /// <param name="kind">The kind.</param>
    public static string Describe(AudioFileKind kind) => kind switch
    {
        AudioFileKind.Empty => "an empty file",
        AudioFileKind.Wav => "a WAV file",
        AudioFileKind.Rifx => "a big-endian WAV file (RIFX)",
        AudioFileKind.Wave64 => "a Sony Wave64 file",
        AudioFileKind.OtherRiff => "a RIFF file without WAVE inside",
        AudioFileKind.Aiff => "an AIFF file",
        AudioFileKind.Au => "an AU file",
        AudioFileKind.Caf => "a Core Audio file",
        AudioFileKind.Flac => "a FLAC file",
        AudioFileKind.OggOpus => "an Ogg Opus file",
        AudioFileKind.OggVorbis => "an Ogg Vorbis file",
        AudioFileKind.OggOther => "an Ogg file",
        AudioFileKind.Mp3 => "an MP3 file",
        AudioFileKind.Aac => "an AAC file",
        AudioFileKind.Mp4 => "an MP4 or M4A file",
        AudioFileKind.Matroska => "a Matroska or WebM file",
        AudioFileKind.Asf => "a Windows Media file",
        AudioFileKind.Markup => "an HTML or XML page",
        AudioFileKind.NotAudio => "an archive, picture, document or program",
        _ => "something unknown",
    };

    private static ReadOnlySpan<byte> Wave64Head => [0x72, 0x69, 0x66, 0x66, 0x2E, 0x91, 0xCF, 0x11];

    private static ReadOnlySpan<byte> MatroskaHead => [0x1A, 0x45, 0xDF, 0xA3];

    private static ReadOnlySpan<byte> AsfHead => [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11];

    private static ReadOnlySpan<byte> PngHead => [0x89, 0x50, 0x4E, 0x47];

    private static ReadOnlySpan<byte> JpegHead => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> GzipHead => [0x1F, 0x8B];

    private static ReadOnlySpan<byte> ElfHead => [0x7F, 0x45, 0x4C, 0x46];

    // The first packet of an Ogg stream begins behind the page header of 27 bytes and one lacing byte (RFC 3533, section 6).
    private static AudioFileKind DetectOgg(ReadOnlySpan<byte> head)
    {
        const int packet = 28;
        ReadOnlySpan<byte> codec = head.Length > packet ? head[packet..] : [];
        return codec.StartsWith("OpusHead"u8) ? AudioFileKind.OggOpus
            : codec.StartsWith("\x01vorbis"u8) ? AudioFileKind.OggVorbis
            : AudioFileKind.OggOther;
    }

    private static bool IsNotAudio(ReadOnlySpan<byte> head) =>
        head.StartsWith("PK\x03\x04"u8) || head.StartsWith("%PDF"u8) || head.StartsWith("GIF8"u8) || head.StartsWith("MZ"u8)
        || head.StartsWith(PngHead) || head.StartsWith(JpegHead) || head.StartsWith(GzipHead) || head.StartsWith(ElfHead);

    private static bool IsMarkup(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> text = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        text = text.TrimStart(" \t\r\n"u8);
        return text.Length > 1 && text[0] == '<' && (text[1] is (byte)'!' or (byte)'?' || char.IsAsciiLetter((char)text[1]));
    }

    // Eleven sync bits, then version, layer, bit rate and sampling rate; layer 0 is ADTS (ISO 11172-3, 2.4.1.3; ISO 13818-7, 6.2).
    private static AudioFileKind DetectMpeg(ReadOnlySpan<byte> head)
    {
        if (head.Length < 4)
        {
            return AudioFileKind.Unknown;
        }

        uint header = BinaryPrimitives.ReadUInt32BigEndian(head);
        uint version = (header >> 19) & 3;
        uint layer = (header >> 17) & 3;
        uint bitRate = (header >> 12) & 15;
        uint rate = (header >> 10) & 3;
        if (header >> 20 == 0xFFF && layer == 0)
        {
            return ((header >> 10) & 15) < 13 ? AudioFileKind.Aac : AudioFileKind.Unknown;
        }

        bool legal = header >> 21 == 0x7FF && version != 1 && layer != 0 && bitRate is not 0 and not 15 && rate != 3;
        return legal ? AudioFileKind.Mp3 : AudioFileKind.Unknown;
    }
}

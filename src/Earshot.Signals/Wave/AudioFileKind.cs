namespace Earshot.Signals.Wave;

/// <summary>What a file is by its first bytes, whatever its name says.</summary>
public enum AudioFileKind
{
    /// <summary>None of the others.</summary>
    Unknown,

    /// <summary>No bytes at all.</summary>
    Empty,

    /// <summary>RIFF, RF64 or BW64 with WAVE inside.</summary>
    Wav,

    /// <summary>Big-endian RIFX WAV.</summary>
    Rifx,

    /// <summary>Sony Wave64.</summary>
    Wave64,

    /// <summary>Another RIFF file, such as AVI or WebP.</summary>
    OtherRiff,

    /// <summary>AIFF or AIFC.</summary>
    Aiff,

    /// <summary>Sun/NeXT AU.</summary>
    Au,

    /// <summary>Apple Core Audio.</summary>
    Caf,

    /// <summary>FLAC in its own container.</summary>
    Flac,

    /// <summary>Ogg with Opus.</summary>
    OggOpus,

    /// <summary>Ogg with Vorbis.</summary>
    OggVorbis,

    /// <summary>Ogg with FLAC, Speex, video or something else.</summary>
    OggOther,

    /// <summary>MPEG audio, layers 1 to 3, with or without an ID3 tag.</summary>
    Mp3,

    /// <summary>AAC in ADTS frames.</summary>
    Aac,

    /// <summary>MP4, M4A or QuickTime.</summary>
    Mp4,

    /// <summary>Matroska or WebM.</summary>
    Matroska,

    /// <summary>Windows Media.</summary>
    Asf,

    /// <summary>HTML or XML, often an error page that was saved as a recording.</summary>
    Markup,

    /// <summary>ZIP, gzip, PDF, PNG, JPEG, a program.</summary>
    NotAudio,
}

namespace Earshot.Codecs;

/// <summary>A way to compress audio, with the container that it usually comes in.</summary>
public enum CodecFormat
{
    /// <summary>FLAC, lossless; <c>.flac</c>.</summary>
    Flac,

    /// <summary>Vorbis in Ogg; <c>.ogg</c>.</summary>
    Vorbis,

    /// <summary>Opus in Ogg; <c>.opus</c>.</summary>
    Opus,

    /// <summary>MPEG-1/2 audio layer 3; <c>.mp3</c>.</summary>
    Mp3,

    /// <summary>AAC-LC in MP4; <c>.m4a</c>. Through ffmpeg only.</summary>
    Aac,
}

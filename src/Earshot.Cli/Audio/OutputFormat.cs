namespace Earshot.Cli.Audio;

/// <summary>How a verb stores its audio.</summary>
internal enum OutputFormat
{
    /// <summary>WAV with 16-bit integers.</summary>
    Pcm16,

    /// <summary>WAV with 24-bit integers.</summary>
    Pcm24,

    /// <summary>WAV with 32-bit floats.</summary>
    Float32,

    /// <summary>32-bit floats, little-endian, interleaved, without a header.</summary>
    Raw,
}

namespace Earshot.Signals.Wave;

/// <summary>How a WAV file stores one sample. Always little-endian.</summary>
/// <remarks>
/// Integers of n bits map to floats by the factor 2^-(n-1), so that full scale is -1 .. 1 - 2^-(n-1) and zero stays zero; 8-bit
/// samples are unsigned around 128. Writing multiplies by 2^(n-1), rounds to nearest (ties to even) and clips. Every 8, 16 and
/// 24-bit sample thus survives a round trip; 32-bit integers and 64-bit floats are read to the 24 significant bits of a float.
/// </remarks>
public enum WavSampleFormat
{
    /// <summary>8-bit unsigned integer.</summary>
    UInt8,

    /// <summary>16-bit signed integer.</summary>
    Int16,

    /// <summary>24-bit signed integer, packed in three bytes.</summary>
    Int24,

    /// <summary>32-bit signed integer.</summary>
    Int32,

    /// <summary>32-bit IEEE float.</summary>
    Float32,

    /// <summary>64-bit IEEE float.</summary>
    Float64,
}

namespace Earshot.Signals.Wave;

/// <summary>Facts about a <see cref="WavSampleFormat"/>.</summary>
public static class WavSampleFormatExtensions
{
    /// <summary>Bytes of one sample of one channel: 1, 2, 3, 4 or 8.</summary>
    /// <param name="format">The format.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the formats.</exception>
    public static int BytesPerSample(this WavSampleFormat format) => format switch
    {
        WavSampleFormat.UInt8 => 1,
        WavSampleFormat.Int16 => 2,
        WavSampleFormat.Int24 => 3,
        WavSampleFormat.Int32 or WavSampleFormat.Float32 => 4,
        WavSampleFormat.Float64 => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "not a WAV sample format"),
    };

    /// <summary>True for the two floating-point formats.</summary>
    /// <param name="format">The format.</param>
    public static bool IsFloat(this WavSampleFormat format) => format is WavSampleFormat.Float32 or WavSampleFormat.Float64;

    /// <summary>The format in words, such as <c>16-bit integer</c>.</summary>
    /// <param name="format">The format.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the formats.</exception>
    public static string Describe(this WavSampleFormat format) =>
        $"{8 * format.BytesPerSample()}-bit {(format.IsFloat() ? "float" : "integer")}";
}

namespace Earshot.Signals.Wave;

/// <summary>Choices of a <see cref="WavWriter"/>.</summary>
public sealed class WavWriterOptions
{
    /// <summary>How samples are stored. Default: <see cref="WavSampleFormat.Float32"/>, which loses nothing.</summary>
    public WavSampleFormat SampleFormat { get; init; } = WavSampleFormat.Float32;

    /// <summary>Seed of triangular dither for 8, 16 and 24-bit integers; null (default) rounds without dither.</summary>
    public ulong? DitherSeed { get; init; }

    /// <summary>Samples per channel that will be written, when known: the header is right from the first byte, also on a pipe. Default: null.</summary>
    /// <value>0 or more.</value>
    public long? ExpectedLength { get; init; }

    /// <summary>Loudspeaker positions for WAVE_FORMAT_EXTENSIBLE; null (default) takes the usual ones for 1 to 8 channels.</summary>
    public uint? ChannelMask { get; init; }

    /// <summary>Keeps 36 bytes of the header for sizes past 4 GiB when the length is not known before. Default: true.</summary>
    /// <remarks>Programs that take the header for 44 bytes want false; such a file ends at 4 GiB.</remarks>
    public bool ReserveRf64 { get; init; } = true;

    /// <summary>Checks all choices.</summary>
    /// <param name="options">The choices.</param>
    /// <exception cref="ArgumentException">One or more are out of range; the message lists all of them.</exception>
    internal static void Validate(WavWriterOptions options)
    {
        var problems = new List<string>();
        if (!Enum.IsDefined(options.SampleFormat))
        {
            problems.Add($"SampleFormat is {options.SampleFormat}, none of the formats");
        }

        if (options.ExpectedLength < 0)
        {
            problems.Add($"ExpectedLength is {options.ExpectedLength}; 0 or more is expected");
        }

        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", problems), nameof(options));
        }
    }
}

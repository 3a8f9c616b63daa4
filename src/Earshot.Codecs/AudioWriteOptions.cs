using Earshot.Signals.Wave;

namespace Earshot.Codecs;

/// <summary>Choices for writing an audio file; each format takes those that concern it.</summary>
public sealed class AudioWriteOptions
{
    /// <summary>How a WAV file stores samples. Default: <see cref="WavSampleFormat.Float32"/>, which loses nothing.</summary>
    public WavSampleFormat WavSampleFormat { get; init; } = WavSampleFormat.Float32;

    /// <summary>Bits per sample of a FLAC file. Default: 24.</summary>
    /// <value>16 or 24.</value>
    public int FlacBits { get; init; } = 24;

    /// <summary>Seed of triangular dither for WAV and FLAC integers of up to 24 bits; null (default) rounds without dither.</summary>
    public ulong? DitherSeed { get; init; }

    /// <summary>Quality of Vorbis, Opus and MP3. Default: null, libsndfile's own choice.</summary>
    /// <value>0 (smallest) to 1 (best).</value>
    public double? Quality { get; init; }

    /// <summary>Checks all choices.</summary>
    /// <param name="options">The choices.</param>
    /// <exception cref="ArgumentException">One or more are out of range; the message lists all of them.</exception>
    internal static void Validate(AudioWriteOptions options)
    {
        var problems = new List<string>();
        if (options.FlacBits is not (16 or 24))
        {
            problems.Add($"FlacBits is {options.FlacBits}; 16 or 24 is expected");
        }

        if (options.Quality is not (null or (>= 0 and <= 1)))
        {
            problems.Add($"Quality is {options.Quality}; 0 to 1 is expected");
        }

        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", problems), nameof(options));
        }
    }
}

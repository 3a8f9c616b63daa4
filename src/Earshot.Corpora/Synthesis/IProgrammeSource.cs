using Earshot.Signals;

namespace Earshot.Corpora.Synthesis;

/// <summary>A kind of made programme material: the same seed gives the same sound for ever.</summary>
/// <remarks>
/// Programmes are normalized to -20 dBFS RMS over all channels, or less where the peak would pass -1 dBFS. Everything that the
/// score decides (notes, times, tempi) depends on the seed alone, not on the rate; noise textures differ between rates.
/// </remarks>
public interface IProgrammeSource
{
    /// <summary>The name in tables and on the command line, lower case with dashes, such as <c>dense-music</c>.</summary>
    string Name { get; }

    /// <summary>Makes one programme.</summary>
    /// <param name="seconds">Length in seconds, more than 0, at most 3600.</param>
    /// <param name="sampleRate">Samples per second, 4000 to 384000.</param>
    /// <param name="seed">Any number; different seeds give different programmes of the same kind.</param>
    /// <param name="channels">1 (mono) or 2 (left, right).</param>
    /// <returns>round(<paramref name="seconds"/> * <paramref name="sampleRate"/>) samples a channel.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    AudioBuffer Create(double seconds, int sampleRate, ulong seed, int channels = 1);
}

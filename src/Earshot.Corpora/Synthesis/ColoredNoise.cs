using Earshot.Corpora.Synthesis.Sound;
using Earshot.Signals;
using Earshot.Signals.Randomness;

namespace Earshot.Corpora.Synthesis;

/// <summary>Gaussian noise with a constant slope: white (0 dB per octave), pink (-3.01), brown (-6.02).</summary>
/// <remarks>Against 1 kHz the level is right within a fifth of the slope (pink: 0.6 dB) from 40 Hz up. Channels are independent.</remarks>
public sealed class ColoredNoise : IProgrammeSource
{
    private readonly double _slopeDbPerOctave;

    /// <summary>Creates a noise of a slope.</summary>
    /// <param name="name">The name in tables.</param>
    /// <param name="slopeDbPerOctave">Slope of the power spectrum, -6.03 to 6.03 dB per octave.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The slope is out of range.</exception>
    public ColoredNoise(string name, double slopeDbPerOctave)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (!(Math.Abs(slopeDbPerOctave) <= 6.03))
        {
            throw new ArgumentOutOfRangeException(nameof(slopeDbPerOctave), slopeDbPerOctave, "expected -6.03 to 6.03 dB per octave");
        }

        Name = name;
        _slopeDbPerOctave = slopeDbPerOctave;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public AudioBuffer Create(double seconds, int sampleRate, ulong seed, int channels = 1)
    {
        var canvas = new Canvas(seconds, sampleRate, channels);
        var random = new SeededRandom(seed);
        for (int c = 0; c < channels; c++)
        {
            var tilt = new SpectralTilt(sampleRate, _slopeDbPerOctave);
            foreach (ref double x in canvas.Channel(c))
            {
                x = tilt.Step(random.NextGaussian());
            }
        }

        return canvas.ToBuffer();
    }
}

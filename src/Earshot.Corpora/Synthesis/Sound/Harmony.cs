using Earshot.Signals.Randomness;

namespace Earshot.Corpora.Synthesis.Sound;

/// <summary>A key and a four-chord progression drawn from the seed; notes are MIDI numbers.</summary>
internal sealed class Harmony
{
    private static readonly int[] Major = [0, 2, 4, 5, 7, 9, 11];
    private static readonly int[] Minor = [0, 2, 3, 5, 7, 8, 10];

    // Scale degrees of chord roots, counted from 0; all are progressions of everyday use.
    private static readonly int[][] Progressions = [[0, 4, 5, 3], [0, 5, 3, 4], [5, 3, 0, 4], [0, 3, 4, 3], [1, 4, 0, 5], [0, 2, 3, 4]];

    private readonly int[] _scale; // [degree], semitones above the tonic
    private readonly int[] _roots; // [chord], degrees

    public Harmony(SeededRandom random)
    {
        _scale = random.NextInt(3) == 0 ? Minor : Major;
        _roots = Progressions[random.NextInt(Progressions.Length)];
        Tonic = 48 + random.NextInt(12);
    }

    /// <summary>The tonic between C3 and B3.</summary>
    public int Tonic { get; }

    public int ChordCount => _roots.Length;

    /// <summary>The note of a scale degree; degrees below 0 and past 6 continue into other octaves.</summary>
    public int Degree(int degree)
    {
        int octave = (int)Math.Floor(degree / 7.0);
        return Tonic + (12 * octave) + _scale[degree - (7 * octave)];
    }

    /// <summary>Tone <paramref name="index"/> (0 root, 1 third, 2 fifth, 3 root an octave up ...) of the chord of a bar.</summary>
    public int ChordTone(int bar, int index)
    {
        int octave = (int)Math.Floor(index / 3.0);
        return Degree(_roots[bar % _roots.Length] + (2 * (index - (3 * octave))) + (7 * octave));
    }
}

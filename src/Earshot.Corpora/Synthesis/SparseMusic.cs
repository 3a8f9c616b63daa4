using Earshot.Corpora.Synthesis.Sound;
using Earshot.Signals;
using Earshot.Signals.Randomness;

namespace Earshot.Corpora.Synthesis;

/// <summary>One instrument alone, piano or plucked strings by the seed, in phrases with pauses between them.</summary>
/// <remarks>Hard for a watermark: few partials, long decays, gaps near silence. Phrases of 4 to 9 notes, pauses of 0.8 to 2 s.</remarks>
public sealed class SparseMusic : IProgrammeSource
{
    /// <inheritdoc/>
    public string Name => "sparse-music";

    /// <inheritdoc/>
    public AudioBuffer Create(double seconds, int sampleRate, ulong seed, int channels = 1)
    {
        var canvas = new Canvas(seconds, sampleRate, channels);
        var score = new SeededRandom(seed);
        var noise = new SeededRandom(seed ^ 0x6E6F697365);
        var notes = new NoteRenderer(sampleRate, new SeededRandom(seed ^ 0x7068617365));
        var harmony = new Harmony(score);
        bool piano = score.NextInt(2) == 0;
        double beat = score.NextDouble(0.22, 0.38);
        int degree = 7;
        double time = -beat * score.NextDouble();
        for (int phrase = 0; time < canvas.Seconds; phrase++)
        {
            int count = 4 + score.NextInt(6);
            for (int i = 0; i < count && time < canvas.Seconds; i++)
            {
                degree += score.NextInt(7) - 3 + ((7 - degree) / 4);
                // A bass note opens each phrase; the last note of it rings longer.
                int midi = i == 0 ? harmony.ChordTone(phrase, 0) - 12 : harmony.Degree(degree);
                double force = score.NextDouble(0.4, 1);
                double hold = i == 0 ? 3 * beat : i == count - 1 ? 1.2 : score.NextDouble(1, 2.5) * beat;
                double frequency = NoteRenderer.Frequency(midi);
                ReadOnlySpan<double> sound = piano
                    ? notes.Render(KnownTimbres.Piano, frequency, hold, force)
                    : PluckedString.Render(sampleRate, frequency, hold, force, noise);
                canvas.Add(sound, time + (0.006 * score.NextGaussian()), 0.3, ((midi - 60) / 36.0) - 0.1);
                time += beat * (1 + score.NextInt(3));
            }

            time += score.NextDouble(0.8, 2);
        }

        return canvas.ToBuffer();
    }
}

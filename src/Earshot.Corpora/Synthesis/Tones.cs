using Earshot.Corpora.Synthesis.Sound;
using Earshot.Signals;
using Earshot.Signals.Randomness;

namespace Earshot.Corpora.Synthesis;

/// <summary>Stationary sounds after one another: held organ chords, single sines, chirps, mains hum with its harmonics.</summary>
/// <remarks>
/// A tone repeats itself at every period, so it provokes a self-correlation detector in another way than rhythm does. Sections
/// last 1.5 to 4 s and follow each other without a gap, with a faint broadband floor (-70 dB) as every real recording has.
/// </remarks>
public sealed class Tones : IProgrammeSource
{
    /// <inheritdoc/>
    public string Name => "tones";

    /// <inheritdoc/>
    public AudioBuffer Create(double seconds, int sampleRate, ulong seed, int channels = 1)
    {
        var canvas = new Canvas(seconds, sampleRate, channels);
        var score = new SeededRandom(seed);
        var notes = new NoteRenderer(sampleRate, new SeededRandom(seed ^ 0x7068617365));
        double time = 0;
        int kind = score.NextInt(4);
        while (time < canvas.Seconds)
        {
            double length = score.NextDouble(1.5, 4);
            AddSection(canvas, kind, time, length, score, notes);
            time += length;
            kind = (kind + 1 + score.NextInt(3)) % 4;
        }

        var noise = new SeededRandom(seed ^ 0x6E6F697365);
        for (int c = 0; c < channels; c++)
        {
            foreach (ref double x in canvas.Channel(c))
            {
                x += 1e-4 * noise.NextGaussian();
            }
        }

        return canvas.ToBuffer();
    }

    private static void AddSection(Canvas canvas, int kind, double time, double length, SeededRandom score, NoteRenderer notes)
    {
        switch (kind)
        {
            case 0:
                AddChord(canvas, time, length, score, notes);
                break;
            case 1:
                double frequency = 200 * Math.Pow(2, score.NextDouble(0, 4.5));
                canvas.Add(Sweep(canvas.SampleRate, length, frequency, frequency), time, 0.3, score.NextDouble(-0.5, 0.5));
                break;
            case 2:
                double low = 150 * Math.Pow(2, score.NextDouble(0, 3));
                double high = low * Math.Pow(2, score.NextDouble(1, 2.5));
                bool rising = score.NextInt(2) == 0;
                canvas.Add(Sweep(canvas.SampleRate, length, rising ? low : high, rising ? high : low), time, 0.3);
                break;
            default:
                AddHum(canvas, time, length, score);
                break;
        }
    }

    private static void AddChord(Canvas canvas, double time, double length, SeededRandom score, NoteRenderer notes)
    {
        var harmony = new Harmony(score);
        int bar = score.NextInt(harmony.ChordCount);
        for (int tone = 0; tone < 5; tone++)
        {
            double frequency = NoteRenderer.Frequency(harmony.ChordTone(bar, tone));
            canvas.Add(notes.Render(KnownTimbres.Organ, frequency, length, 1), time, 0.12, (tone - 2) * 0.2);
        }
    }

    private static void AddHum(Canvas canvas, double time, double length, SeededRandom score)
    {
        double mains = score.NextInt(2) == 0 ? 50 : 60;
        for (int k = 1; k <= 40; k++)
        {
            double level = 0.4 * Math.Pow(k, -0.8) * score.NextDouble(0.2, 1);
            canvas.Add(Sweep(canvas.SampleRate, length, mains * k, mains * k), time, level);
        }
    }

    // An exponential chirp with 10 ms edges; equal ends make a plain sine.
    private static double[] Sweep(int sampleRate, double seconds, double fromHz, double toHz)
    {
        var sound = new double[(int)(seconds * sampleRate)];
        double limit = 0.48 * sampleRate;
        if (fromHz == toHz && fromHz < limit)
        {
            DampedSinusoid.Add(sound, 1, 2 * Math.PI * fromHz / sampleRate, phase: 0, decayPerSample: 1);
        }
        else if (fromHz != toHz)
        {
            Chirp(sound, sampleRate, fromHz, toHz, limit);
        }

        int edge = Math.Min(sound.Length / 2, sampleRate / 100);
        for (int n = 0; n < edge; n++)
        {
            sound[n] *= n / (double)edge;
            sound[sound.Length - 1 - n] *= n / (double)edge;
        }

        return sound;
    }

    private static void Chirp(double[] sound, int sampleRate, double fromHz, double toHz, double limit)
    {
        double phase = 0;
        double frequency = fromHz;
        double step = Math.Pow(toHz / fromHz, 1.0 / sound.Length);
        for (int n = 0; n < sound.Length; n++)
        {
            phase += 2 * Math.PI * frequency / sampleRate;
            sound[n] = frequency < limit ? Math.Sin(phase) : 0;
            frequency *= step;
        }
    }
}

using Earshot.Corpora.Synthesis.Sound;
using Earshot.Signals;
using Earshot.Signals.Randomness;

namespace Earshot.Corpora.Synthesis;

/// <summary>A full band that never pauses: strings, bass, guitar or electric piano, a lead, and a drummer who is not a machine.</summary>
/// <remarks>
/// Key, chords, tempo (84 to 148 beats per minute), orchestration, dynamics and every stroke come from the seed. Partials reach
/// 15 kHz, so all bands that a watermark may use are filled.
/// </remarks>
public sealed class DenseMusic : IProgrammeSource
{
    private const int StepsPerBar = 16;

    /// <inheritdoc/>
    public string Name => "dense-music";

    /// <inheritdoc/>
    public AudioBuffer Create(double seconds, int sampleRate, ulong seed, int channels = 1)
    {
        var canvas = new Canvas(seconds, sampleRate, channels);
        new Band(canvas, seed).Play();
        return canvas.ToBuffer();
    }

    private sealed class Band
    {
        private readonly Canvas _canvas;
        private readonly Harmony _harmony;
        private readonly SeededRandom _score;
        private readonly SeededRandom _noise;
        private readonly NoteRenderer _notes;
        private readonly double _step; // seconds
        private readonly Timbre _comping;
        private readonly Timbre _lead;
        private readonly int[] _pattern; // [step in bar], chord tone or -1
        private int _leadDegree = 7;

        public Band(Canvas canvas, ulong seed)
        {
            _canvas = canvas;
            _score = new SeededRandom(seed);
            // Noise has its own stream: how many samples it draws depends on the rate, and the score must not.
            _noise = new SeededRandom(seed ^ 0x6E6F697365);
            _notes = new NoteRenderer(canvas.SampleRate, new SeededRandom(seed ^ 0x7068617365));
            _harmony = new Harmony(_score);
            _step = 60.0 / _score.NextDouble(84, 148) / 4;
            _comping = _score.NextInt(2) == 0 ? KnownTimbres.Guitar : KnownTimbres.ElectricPiano;
            _lead = _score.NextInt(2) == 0 ? KnownTimbres.Brass : KnownTimbres.Clarinet;
            _pattern = new int[StepsPerBar];
            for (int s = 0; s < StepsPerBar; s++)
            {
                _pattern[s] = _score.NextDouble() < (s % 2 == 0 ? 0.9 : 0.4) ? _score.NextInt(6) : -1;
            }
        }

        public void Play()
        {
            double bar = StepsPerBar * _step;
            double start = -bar * _score.NextDouble();
            for (int number = 0; start < _canvas.Seconds; number++, start += bar)
            {
                // Verses are softer than choruses: four bars each, 0 to -6 dB.
                double dynamic = (number / 4) % 2 == 0 ? _score.NextDouble(0.5, 0.8) : _score.NextDouble(0.8, 1);
                PlayChord(number, start, bar, dynamic);
                PlayBass(number, start, dynamic);
                PlayComping(number, start, dynamic);
                PlayLead(number, start, dynamic);
                PlayDrums(start, dynamic);
            }
        }

        private void PlayChord(int number, double start, double bar, double dynamic)
        {
            for (int tone = 0; tone < 4; tone++)
            {
                double frequency = NoteRenderer.Frequency(_harmony.ChordTone(number, tone) + 12);
                _canvas.Add(_notes.Render(KnownTimbres.Strings, frequency, bar, dynamic), start, 0.11, -0.6 + (0.4 * tone));
            }
        }

        private void PlayBass(int number, double start, double dynamic)
        {
            for (int s = 0; s < StepsPerBar; s += 2)
            {
                int tone = s is 6 or 14 ? 2 : 0;
                double frequency = NoteRenderer.Frequency(_harmony.ChordTone(number, tone) - 12);
                double force = dynamic * _score.NextDouble(0.7, 1);
                _canvas.Add(_notes.Render(KnownTimbres.Bass, frequency, 1.8 * _step, force), At(start, s), 0.4);
            }
        }

        private void PlayComping(int number, double start, double dynamic)
        {
            for (int s = 0; s < StepsPerBar; s++)
            {
                if (_pattern[s] >= 0)
                {
                    double frequency = NoteRenderer.Frequency(_harmony.ChordTone(number, _pattern[s]) + 12);
                    double force = dynamic * _score.NextDouble(0.6, 1);
                    _canvas.Add(_notes.Render(_comping, frequency, 2 * _step, force), At(start, s), 0.16, 0.5);
                }
            }
        }

        private void PlayLead(int number, double start, double dynamic)
        {
            int s = 0;
            while (s < StepsPerBar)
            {
                int length = 2 + (2 * _score.NextInt(3));
                // A random walk that is drawn back to the octave above the tonic.
                _leadDegree += _score.NextInt(5) - 2 + ((7 - _leadDegree) / 4);
                bool rest = _score.NextInt(5) == 0;
                int note = s == 0 ? _harmony.ChordTone(number, 3 + _score.NextInt(3)) : _harmony.Degree(_leadDegree);
                if (!rest)
                {
                    double force = dynamic * _score.NextDouble(0.7, 1);
                    ReadOnlySpan<double> sound = _notes.Render(_lead, NoteRenderer.Frequency(note + 12), 0.9 * length * _step, force);
                    _canvas.Add(sound, At(start, s), 0.14, -0.2);
                }

                s += length;
            }
        }

        private void PlayDrums(double start, double dynamic)
        {
            for (int s = 0; s < StepsPerBar; s++)
            {
                bool ghost = _score.NextInt(8) == 0;
                double force = dynamic * _score.NextDouble(0.75, 1);
                if (s % 8 == 0 || (ghost && s % 2 == 0))
                {
                    _canvas.Add(DrumKit.Kick(_canvas.SampleRate, _noise), At(start, s), 0.55 * force);
                }

                if (s % 8 == 4)
                {
                    _canvas.Add(DrumKit.Snare(_canvas.SampleRate, _noise), At(start, s), 0.45 * force, -0.1);
                }

                if (s % 2 == 0)
                {
                    bool open = s == 14 && ghost;
                    double[] hat = open ? DrumKit.OpenHat(_canvas.SampleRate, _noise) : DrumKit.ClosedHat(_canvas.SampleRate, _noise);
                    _canvas.Add(hat, At(start, s), (s % 4 == 0 ? 0.14 : 0.2) * force, 0.35);
                }
            }
        }

        // Players miss the beat by a few milliseconds.
        private double At(double start, int step) => start + (step * _step) + (0.004 * _score.NextGaussian());
    }
}

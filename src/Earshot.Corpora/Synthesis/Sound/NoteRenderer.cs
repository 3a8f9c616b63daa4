using Earshot.Signals.Randomness;

namespace Earshot.Corpora.Synthesis.Sound;

/// <summary>Renders single notes of additive instruments into memory of its own.</summary>
/// <remarks>
/// A note is a sum of damped sinusoids per voice, shaped by a raised-cosine attack and release. Softer notes are darker: 6 dB
/// per octave from full force to none. Partials more than 80 dB below the first are left out.
/// </remarks>
internal sealed class NoteRenderer
{
    private const double FloorAmplitude = 1e-4;
    private readonly int _sampleRate;
    private readonly SeededRandom _random;
    private double[] _note = [];

    public NoteRenderer(int sampleRate, SeededRandom random)
    {
        _sampleRate = sampleRate;
        _random = random;
    }

    /// <summary>Frequency of a MIDI note number in equal temperament, A4 = 69 = 440 Hz.</summary>
    public static double Frequency(double midi) => 440 * Math.Pow(2, (midi - 69) / 12);

    /// <summary>The note; the span is valid until the next call.</summary>
    /// <param name="timbre">The instrument.</param>
    /// <param name="frequencyHz">Fundamental.</param>
    /// <param name="seconds">Until the release begins.</param>
    /// <param name="velocity">Force, 0..1.</param>
    public ReadOnlySpan<double> Render(Timbre timbre, double frequencyHz, double seconds, double velocity)
    {
        int length = Math.Max(1, (int)((seconds + timbre.ReleaseSeconds) * _sampleRate));
        if (_note.Length < length)
        {
            _note = new double[length];
        }

        Span<double> note = _note.AsSpan(0, length);
        note.Clear();
        for (int voice = 0; voice < timbre.Voices; voice++)
        {
            double detune = timbre.Voices == 1 ? 0 : timbre.DetuneCents * _random.NextGaussian();
            AddVoice(note, timbre, frequencyHz * Math.Pow(2, detune / 1200), velocity);
        }

        Shape(note, (int)(timbre.AttackSeconds * _sampleRate), (int)(timbre.ReleaseSeconds * _sampleRate));
        return note;
    }

    private void AddVoice(Span<double> note, Timbre timbre, double fundamental, double velocity)
    {
        double exponent = (timbre.SlopeDbPerOctave - (6 * (1 - velocity))) / (20 * Math.Log10(2));
        double even = Math.Pow(10, timbre.EvenDb / 20);
        double top = Math.Min(timbre.TopHz, 0.48 * _sampleRate);
        for (int k = 1; ; k++)
        {
            double frequency = k * fundamental * Math.Sqrt(1 + (timbre.Inharmonicity * k * k));
            double amplitude = velocity * Math.Pow(k, exponent) / Math.Sqrt(timbre.Voices);
            // One phase a partial whether it is heard or not, so that the rate changes nothing below its own Nyquist frequency.
            double phase = 2 * Math.PI * _random.NextDouble();
            if (frequency > timbre.TopHz || amplitude < FloorAmplitude * velocity)
            {
                return;
            }

            if (frequency <= top)
            {
                double decay = timbre.DecaySeconds * Math.Pow(220 / frequency, timbre.DecayExponent);
                double perSample = double.IsInfinity(decay) ? 1 : Math.Pow(10, -3 / (decay * _sampleRate));
                DampedSinusoid.Add(note, k % 2 == 0 ? amplitude * even : amplitude, 2 * Math.PI * frequency / _sampleRate, phase, perSample);
            }
        }
    }

    private static void Shape(Span<double> note, int attack, int release)
    {
        attack = Math.Min(attack, note.Length / 2);
        release = Math.Min(release, note.Length - attack);
        for (int i = 0; i < attack; i++)
        {
            note[i] *= 0.5 - (0.5 * Math.Cos(Math.PI * i / attack));
        }

        for (int i = 0; i < release; i++)
        {
            note[note.Length - 1 - i] *= 0.5 - (0.5 * Math.Cos(Math.PI * i / release));
        }
    }
}

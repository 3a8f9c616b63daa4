using Earshot.Corpora.Synthesis.Sound;
using Earshot.Signals;
using Earshot.Signals.Randomness;

namespace Earshot.Corpora.Synthesis;

/// <summary>One talker of no language: syllables of hiss or stop and gliding vowel, in phrases with pauses.</summary>
/// <remarks>
/// Source and filter after Klatt (JASA 67, 1980): pulses at 85 to 240 Hz with falling intonation through five formants; hiss
/// between 2.5 and 7 kHz. Three to five syllables a second, as in running speech. Made speech: keep its results apart from those
/// on natural speech.
/// </remarks>
public sealed class SyntheticTalker : IProgrammeSource
{
    /// <inheritdoc/>
    public string Name => "synthetic-talker";

    /// <inheritdoc/>
    public AudioBuffer Create(double seconds, int sampleRate, ulong seed, int channels = 1)
    {
        var canvas = new Canvas(seconds, sampleRate, channels);
        double[] voice = new Voice(sampleRate, seed).Speak(canvas.Length);
        canvas.Add(voice, 0, 1);
        return canvas.ToBuffer();
    }

    /// <summary>One person's voice and flow of speech.</summary>
    internal sealed class Voice
    {
        private readonly int _sampleRate;
        private readonly SeededRandom _score;
        private readonly SeededRandom _noise;
        private readonly VocalTract _tract;
        private readonly StateVariableFilter _hiss;
        private readonly double _noiseScale; // keeps the level per hertz of 44.1 kHz
        private readonly double _pitch; // Hz
        private double _phase;
        private double _glottis;
        private double _glottisSmooth;
        private Vowel _vowel = Vowel.All[0];

        public Voice(int sampleRate, ulong seed)
        {
            _sampleRate = sampleRate;
            _noiseScale = Math.Sqrt(sampleRate / 44_100.0);
            _score = new SeededRandom(seed);
            _noise = new SeededRandom(seed ^ 0x6E6F697365);
            _pitch = 85 * Math.Pow(2, _score.NextDouble(0, 1.5));
            _tract = new VocalTract(sampleRate, _pitch > 140 ? 1.16 : 1);
            _hiss = new StateVariableFilter(sampleRate, 4500, 1);
        }

        public double[] Speak(int length)
        {
            // A talker is met in mid-phrase or in a pause, not always at an onset.
            int lead = (int)(_score.NextDouble(0, 3) * _sampleRate);
            var speech = new double[lead + length];
            int n = 0;
            while (n < speech.Length)
            {
                int syllables = 4 + _score.NextInt(9);
                for (int i = 0; i < syllables && n < speech.Length; i++)
                {
                    double fall = 1.12 - (0.3 * i / syllables);
                    n = Consonant(speech, n);
                    n = Glide(speech, n, _pitch * fall * _score.NextDouble(0.94, 1.06));
                }

                n += (int)(_score.NextDouble(0.15, 0.7) * _sampleRate);
            }

            return speech[lead..];
        }

        private int Consonant(double[] speech, int start)
        {
            int kind = _score.NextInt(3);
            double level = kind == 0 ? 0.05 : kind == 1 ? 0.09 : 0;
            double center = _score.NextDouble(2500, 7000);
            int span = (int)(_score.NextDouble(0.04, 0.11) * _sampleRate);
            _hiss.Tune(center, 1);
            for (int i = 0; i < span && start + i < speech.Length; i++)
            {
                _hiss.Step(_noiseScale * _noise.NextGaussian());
                speech[start + i] = level * Math.Sin(Math.PI * i / span) * _hiss.BandPass;
            }

            return start + span;
        }

        private int Glide(double[] speech, int start, double pitch)
        {
            Vowel from = _vowel;
            Vowel to = Vowel.All[_score.NextInt(Vowel.All.Count)];
            double stress = _score.NextDouble(0.4, 1);
            int span = (int)(_score.NextDouble(0.1, 0.22) * _sampleRate);
            for (int i = 0; i < span && start + i < speech.Length; i++)
            {
                double t = i / (double)span;
                if (i % 32 == 0)
                {
                    double mix = Math.Min(1, 2.5 * t);
                    _tract.Tune(Blend(from.First, to.First, mix), Blend(from.Second, to.Second, mix), Blend(from.Third, to.Third, mix));
                }

                double envelope = Math.Min(1, Math.Min(t / 0.12, (1 - t) / 0.25));
                speech[start + i] = stress * envelope * _tract.Step(Pulse(pitch * (1.04 - (0.08 * t))));
            }

            _vowel = to;
            return start + span;
        }

        // A pulse train with some breath, through a slope of -12 dB per octave above 100 Hz and the +6 of the lips' radiation.
        private double Pulse(double pitch)
        {
            _phase += pitch / _sampleRate;
            double x = 0.02 * _noiseScale * _noise.NextGaussian();
            if (_phase >= 1)
            {
                _phase -= 1;
                x += _sampleRate / (8 * pitch);
            }

            double pole = Math.Exp(-2 * Math.PI * 100 / _sampleRate);
            _glottis = (pole * _glottis) + ((1 - pole) * x);
            double before = _glottisSmooth;
            _glottisSmooth = (pole * _glottisSmooth) + ((1 - pole) * _glottis);
            return (_glottisSmooth - before) / (1 - pole);
        }

        private static double Blend(double a, double b, double mix) => a + ((b - a) * mix);
    }
}

using Earshot.Signals.Randomness;

namespace Earshot.Signals.Tests.Measures;

// A made voice: a glottal pulse train through three resonances, in syllables of 180 ms with pauses after every fifth.
internal static class TestVoice
{
    internal static float[] Speak(int sampleRate, double seconds, ulong seed = 1)
    {
        var random = new SeededRandom(seed);
        var samples = new float[(int)(seconds * sampleRate)];
        (double Hz, double WidthHz)[] formants = [(650, 90), (1400, 120), (2600, 200)];
        var state = new double[formants.Length, 2];
        double phase = 0;
        double pitch = 120;
        for (int n = 0; n < samples.Length; n++)
        {
            double t = n / (double)sampleRate;
            int syllable = (int)(t / 0.18);
            if (n == (int)(syllable * 0.18 * sampleRate))
            {
                pitch = random.NextDouble(95, 180);
                formants[0].Hz = random.NextDouble(350, 800);
                formants[1].Hz = random.NextDouble(1000, 2200);
            }

            double envelope = syllable % 6 == 5 ? 0 : Math.Pow(Math.Sin(Math.PI * (t / 0.18 % 1)), 0.7);
            phase += pitch / sampleRate;
            double excitation = envelope * 0.01 * random.NextGaussian();
            if (phase >= 1)
            {
                phase -= 1;
                excitation += envelope;
            }

            double sum = 0;
            for (int f = 0; f < formants.Length; f++)
            {
                // Two-pole resonator of the formant's width.
                double radius = Math.Exp(-Math.PI * formants[f].WidthHz / sampleRate);
                double y = ((1 - radius) * excitation)
                    + (2 * radius * Math.Cos(2 * Math.PI * formants[f].Hz / sampleRate) * state[f, 0]) - (radius * radius * state[f, 1]);
                (state[f, 1], state[f, 0]) = (state[f, 0], y);
                sum += y;
            }

            samples[n] = (float)sum;
        }

        return samples;
    }

    internal static float[] Noise(int length, ulong seed)
    {
        var samples = new float[length];
        new SeededRandom(seed).FillGaussian(samples);
        return samples;
    }

    internal static float[] Mix(float[] clean, float[] noise, double snrDb)
    {
        double gain = Math.Sqrt(clean.Sum(x => (double)x * x) / noise.Sum(x => (double)x * x) / Math.Pow(10, snrDb / 10));
        return [.. clean.Zip(noise, (x, v) => x + (float)(gain * v))];
    }
}

using Earshot.Signals.Randomness;

namespace Earshot.Corpora.Synthesis.Sound;

/// <summary>One stroke each of kick, snare, closed and open hi-hat, unit peak.</summary>
/// <remarks>
/// Kick: a sine that falls from about 160 Hz to 50 Hz, with a click. Snare: two shell modes and rattling noise. Hats: high-passed
/// noise with a cluster of damped inharmonic partials from 2.5 kHz up, as struck plates have.
/// </remarks>
internal static class DrumKit
{
    public static double[] Kick(int sampleRate, SeededRandom random)
    {
        var stroke = new double[(int)(0.35 * sampleRate)];
        double phase = 0;
        double end = random.NextDouble(44, 58);
        for (int n = 0; n < stroke.Length; n++)
        {
            double t = n / (double)sampleRate;
            phase += 2 * Math.PI * (end + (110 * Math.Exp(-t / 0.03))) / sampleRate;
            stroke[n] = Math.Sin(phase) * Math.Exp(-t / 0.09);
            stroke[n] += 0.5 * random.NextGaussian() * Math.Exp(-t / 0.002);
        }

        return ToUnitPeak(stroke, sampleRate);
    }

    public static double[] Snare(int sampleRate, SeededRandom random)
    {
        var stroke = new double[(int)(0.28 * sampleRate)];
        double shell = random.NextDouble(170, 210);
        DampedSinusoid.Add(stroke, 0.7, 2 * Math.PI * shell / sampleRate, 0, Math.Exp(-1 / (0.05 * sampleRate)));
        DampedSinusoid.Add(stroke, 0.4, 2 * Math.PI * 1.77 * shell / sampleRate, 0, Math.Exp(-1 / (0.035 * sampleRate)));
        var rattle = new StateVariableFilter(sampleRate, 1200, 0.7);
        for (int n = 0; n < stroke.Length; n++)
        {
            rattle.Step(random.NextGaussian());
            stroke[n] += 0.45 * rattle.HighPass * Math.Exp(-n / (0.06 * sampleRate));
        }

        return ToUnitPeak(stroke, sampleRate);
    }

    public static double[] ClosedHat(int sampleRate, SeededRandom random) => Hat(sampleRate, 0.09, 0.016, random);

    public static double[] OpenHat(int sampleRate, SeededRandom random) => Hat(sampleRate, 0.45, 0.11, random);

    private static double[] Hat(int sampleRate, double seconds, double timeConstant, SeededRandom random)
    {
        var stroke = new double[(int)(seconds * sampleRate)];
        double decay = Math.Exp(-1 / (timeConstant * sampleRate));
        for (int mode = 0; mode < 24; mode++)
        {
            double frequency = 2500 * Math.Pow(6, random.NextDouble());
            double phase = 2 * Math.PI * random.NextDouble();
            if (frequency < 0.48 * sampleRate)
            {
                DampedSinusoid.Add(stroke, 0.12, 2 * Math.PI * frequency / sampleRate, phase, decay);
            }
        }

        var high = new StateVariableFilter(sampleRate, Math.Min(5000, 0.3 * sampleRate), 0.8);
        double level = 0.5;
        for (int n = 0; n < stroke.Length; n++)
        {
            high.Step(random.NextGaussian());
            stroke[n] += level * high.HighPass;
            level *= decay;
        }

        return ToUnitPeak(stroke, sampleRate);
    }

    // The end is faded over 5 ms, so that a stroke that is cut off does not click.
    private static double[] ToUnitPeak(double[] stroke, int sampleRate)
    {
        int fade = Math.Min(stroke.Length, sampleRate / 200);
        for (int i = 0; i < fade; i++)
        {
            stroke[stroke.Length - 1 - i] *= i / (double)fade;
        }

        double peak = 0;
        foreach (double x in stroke)
        {
            peak = Math.Max(peak, Math.Abs(x));
        }

        for (int n = 0; n < stroke.Length; n++)
        {
            stroke[n] /= peak;
        }

        return stroke;
    }
}

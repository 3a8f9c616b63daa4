using Earshot.Corpora.Synthesis.Sound;
using Earshot.Signals;
using Earshot.Signals.Randomness;

namespace Earshot.Corpora.Synthesis;

/// <summary>Wind: low rumble in gusts, and a howl whose pitch follows them.</summary>
/// <remarks>Little energy above 1 kHz: a host that can hardly carry a mark. Gusts change over about 0.5 to 3 s.</remarks>
public sealed class WindNoise : IProgrammeSource
{
    /// <inheritdoc/>
    public string Name => "wind";

    /// <inheritdoc/>
    public AudioBuffer Create(double seconds, int sampleRate, ulong seed, int channels = 1)
    {
        var canvas = new Canvas(seconds, sampleRate, channels);
        double[] gust = Gusts(canvas.Length, sampleRate, new SeededRandom(seed));
        for (int c = 0; c < channels; c++)
        {
            var noise = new SeededRandom(seed ^ (0x6E6F697365UL + (ulong)c));
            var tilt = new SpectralTilt(sampleRate, -9, 40);
            var howl = new StateVariableFilter(sampleRate, 400, 8);
            Span<double> target = canvas.Channel(c);
            for (int n = 0; n < target.Length; n++)
            {
                double g = gust[n];
                double x = noise.NextGaussian();
                if (n % 32 == 0)
                {
                    howl.Tune(280 + (700 * g), 8);
                }

                howl.Step(noise.NextGaussian());
                target[n] = (0.02 * (0.3 + g) * tilt.Step(x)) + (3 * g * g * howl.BandPass);
            }
        }

        return canvas.ToBuffer();
    }

    // A smooth curve through random levels 0..1, 0.5 to 3 s apart.
    private static double[] Gusts(int length, int sampleRate, SeededRandom random)
    {
        var gust = new double[length];
        double from = random.NextDouble();
        int n = 0;
        while (n < length)
        {
            double to = random.NextDouble();
            int span = Math.Max(1, (int)(random.NextDouble(0.5, 3) * sampleRate));
            for (int i = 0; i < span && n < length; i++, n++)
            {
                gust[n] = from + ((to - from) * (0.5 - (0.5 * Math.Cos(Math.PI * i / span))));
            }

            from = to;
        }

        return gust;
    }
}

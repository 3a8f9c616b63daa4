using Earshot.Corpora.Synthesis.Sound;
using Earshot.Signals;
using Earshot.Signals.Randomness;

namespace Earshot.Corpora.Synthesis;

/// <summary>Rain: a broad hiss with single drops that ring between 1 and 7 kHz.</summary>
/// <remarks>The hiss falls by 3 dB per octave and swells slowly; 60 to 300 drops a second (a Poisson process), each of a few milliseconds.</remarks>
public sealed class RainNoise : IProgrammeSource
{
    /// <inheritdoc/>
    public string Name => "rain";

    /// <inheritdoc/>
    public AudioBuffer Create(double seconds, int sampleRate, ulong seed, int channels = 1)
    {
        var canvas = new Canvas(seconds, sampleRate, channels);
        var score = new SeededRandom(seed);
        double swell = score.NextDouble(0.05, 0.2);
        double swellPhase = 2 * Math.PI * score.NextDouble();
        double dropsPerSecond = score.NextDouble(60, 300);
        for (int c = 0; c < channels; c++)
        {
            var noise = new SeededRandom(seed ^ (0x6E6F697365UL + (ulong)c));
            var tilt = new SpectralTilt(sampleRate, -3, 100);
            Span<double> target = canvas.Channel(c);
            for (int n = 0; n < target.Length; n++)
            {
                double level = 1 + (0.35 * Math.Sin(swellPhase + (2 * Math.PI * swell * n / sampleRate)));
                target[n] = 0.1 * canvas.NoiseScale * level * tilt.Step(noise.NextGaussian());
            }
        }

        var drop = new double[sampleRate / 50];
        for (double time = Wait(dropsPerSecond, score); time < seconds; time += Wait(dropsPerSecond, score))
        {
            double frequency = 1000 * Math.Pow(7, score.NextDouble());
            double decay = score.NextDouble(0.001, 0.004);
            // Near drops are rare and loud: level goes with the inverse of a distance drawn over a disk.
            double level = Math.Min(1, 0.04 / Math.Sqrt(score.NextDouble(0.002, 1)));
            double pan = score.NextDouble(-1, 1);
            if (frequency < 0.45 * sampleRate)
            {
                drop.AsSpan().Clear();
                DampedSinusoid.Add(drop, 1, 2 * Math.PI * frequency / sampleRate, 0, Math.Exp(-1 / (decay * sampleRate)));
                canvas.Add(drop, time, level, pan);
            }
        }

        return canvas.ToBuffer();
    }

    private static double Wait(double perSecond, SeededRandom random) => -Math.Log(1 - random.NextDouble()) / perSecond;
}

using Earshot.Corpora.Synthesis.Sound;
using Earshot.Signals;
using Earshot.Signals.Randomness;

namespace Earshot.Corpora.Synthesis;

/// <summary>A motor with gears and a fan: harmonics of the rotation, gear-mesh lines with side bands, and noise that pulses with the blades.</summary>
/// <remarks>Rotation 12 to 60 Hz, 7 to 31 teeth, 3 to 9 blades, all by the seed. Strictly periodic below, noisy above.</remarks>
public sealed class MachineNoise : IProgrammeSource
{
    /// <inheritdoc/>
    public string Name => "machine";

    /// <inheritdoc/>
    public AudioBuffer Create(double seconds, int sampleRate, ulong seed, int channels = 1)
    {
        var canvas = new Canvas(seconds, sampleRate, channels);
        var score = new SeededRandom(seed);
        double rotation = score.NextDouble(12, 60);
        int teeth = 7 + score.NextInt(25);
        int blades = 3 + score.NextInt(7);
        var lines = new double[canvas.Length];
        for (int k = 1; k <= 24; k++)
        {
            AddLine(lines, sampleRate, rotation * k, 0.3 * Math.Pow(k, -1.1) * score.NextDouble(0.3, 1), score);
        }

        for (int mesh = 1; mesh <= 6; mesh++)
        {
            for (int side = -2; side <= 2; side++)
            {
                double level = 0.12 / mesh * Math.Pow(0.4, Math.Abs(side)) * score.NextDouble(0.4, 1);
                AddLine(lines, sampleRate, rotation * ((teeth * mesh) + side), level, score);
            }
        }

        canvas.Add(lines, 0, 1, 0.2);
        for (int c = 0; c < channels; c++)
        {
            var noise = new SeededRandom(seed ^ (0x6E6F697365UL + (ulong)c));
            var tilt = new SpectralTilt(sampleRate, -4, 60);
            Span<double> target = canvas.Channel(c);
            for (int n = 0; n < target.Length; n++)
            {
                double beat = 1 + (0.5 * Math.Cos(2 * Math.PI * rotation * blades * n / sampleRate));
                target[n] += 0.08 * canvas.NoiseScale * beat * tilt.Step(noise.NextGaussian());
            }
        }

        return canvas.ToBuffer();
    }

    private static void AddLine(double[] target, int sampleRate, double frequencyHz, double level, SeededRandom score)
    {
        double phase = 2 * Math.PI * score.NextDouble();
        if (frequencyHz < 0.48 * sampleRate)
        {
            DampedSinusoid.Add(target, level, 2 * Math.PI * frequencyHz / sampleRate, phase, decayPerSample: 1);
        }
    }
}

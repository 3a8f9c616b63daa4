using Earshot.Signals.Randomness;

namespace Earshot.Denoising.Tests;

// Signals that the tests share.
internal static class Sounds
{
    internal delegate void HopAction(ReadOnlySpan<float> hop);

    internal static float[] Noise(int sampleRate, double seconds, ulong seed, float level = 0.1f)
    {
        var samples = new float[(int)(sampleRate * seconds) / (sampleRate / 100) * (sampleRate / 100)];
        new SeededRandom(seed).FillGaussian(samples);
        for (int n = 0; n < samples.Length; n++)
        {
            samples[n] *= level;
        }

        return samples;
    }

    // Harmonics of equal amplitude with spread phases, 0.1 in all for one.
    internal static float[] Harmonics(int sampleRate, double seconds, double hz, int count)
    {
        var samples = new float[(int)(sampleRate * seconds)];
        for (int k = 1; k <= count; k++)
        {
            for (int n = 0; n < samples.Length; n++)
            {
                samples[n] += (float)(0.1 / Math.Sqrt(count) * Math.Sin((2 * Math.PI * k * hz * n / sampleRate) + (k * k)));
            }
        }

        return samples;
    }

    internal static double Power(ReadOnlySpan<float> samples)
    {
        double sum = 0;
        foreach (float sample in samples)
        {
            sum += (double)sample * sample;
        }

        return sum / samples.Length;
    }

    internal static void ForEachHop(float[] samples, int hopLength, HopAction action)
    {
        for (int start = 0; start + hopLength <= samples.Length; start += hopLength)
        {
            action(samples.AsSpan(start, hopLength));
        }
    }
}

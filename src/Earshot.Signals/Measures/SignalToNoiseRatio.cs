using System.Numerics.Tensors;
using Earshot.Signals.Streaming;
using Earshot.Signals.Windows;

namespace Earshot.Signals.Measures;

/// <summary>Signal-to-noise ratio of a processed signal against its original, global and segmental.</summary>
/// <remarks>
/// Noise is the difference of the two, sample by sample, so any gain or delay counts as noise. The segmental form follows
/// Hansen and Pellom (1998) as used by Loizou (2013, section 11.1): the mean over frames of 30 ms, a new one every 7.5 ms, with a Hann
/// weight, of the frame's ratio limited to -10 .. 35 dB. Deviation: frames where the original is silent (all zero) are left out.
/// Samples that are not finite count as 0.
/// </remarks>
public static class SignalToNoiseRatio
{
    /// <summary>Lowest value that a frame may contribute to the segmental ratio, dB.</summary>
    public const double SegmentalMinimumDb = -10;

    /// <summary>Highest value that a frame may contribute to the segmental ratio, dB.</summary>
    public const double SegmentalMaximumDb = 35;

    private const double FrameSeconds = 0.030;
    private const int FramesPerLength = 4; // 75 % overlap

    /// <summary>Energy of the original over energy of the difference.</summary>
    /// <param name="reference">The original.</param>
    /// <param name="processed">As many samples, aligned.</param>
    /// <returns>dB; positive infinity when the two are equal, NaN when both are silent.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Global(ReadOnlySpan<float> reference, ReadOnlySpan<float> processed)
    {
        SignalPair.ThrowIfUnequal(reference, processed);
        double signal = 0;
        double noise = 0;
        for (int n = 0; n < reference.Length; n++)
        {
            double x = Finite.OrZero(reference[n]);
            double error = x - Finite.OrZero(processed[n]);
            signal += x * x;
            noise += error * error;
        }

        return Decibels.FromPower(signal / noise);
    }

    /// <summary>Mean over frames of the limited ratio.</summary>
    /// <param name="reference">The original.</param>
    /// <param name="processed">As many samples, aligned.</param>
    /// <param name="sampleRate">Samples per second, 1000 or more.</param>
    /// <returns>dB, -10 .. 35; NaN when the original is silent or shorter than 30 ms.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sampleRate"/> is less than 1000.</exception>
    public static double Segmental(ReadOnlySpan<float> reference, ReadOnlySpan<float> processed, int sampleRate)
    {
        SignalPair.ThrowIfUnequal(reference, processed);
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1000);
        int frameLength = (int)Math.Round(FrameSeconds * sampleRate);
        int hop = Math.Max(1, frameLength / FramesPerLength);
        float[] weights = Window.Hann(frameLength);
        TensorPrimitives.Multiply<float>(weights, weights, weights);
        double sum = 0;
        int frames = 0;
        for (int start = 0; start + frameLength <= reference.Length; start += hop)
        {
            double signal = 0;
            double noise = 0;
            for (int n = 0; n < frameLength; n++)
            {
                double x = Finite.OrZero(reference[start + n]);
                double error = x - Finite.OrZero(processed[start + n]);
                signal += weights[n] * x * x;
                noise += weights[n] * error * error;
            }

            if (signal > 0)
            {
                sum += Math.Clamp(Decibels.FromPower(signal / noise), SegmentalMinimumDb, SegmentalMaximumDb);
                frames++;
            }
        }

        return sum / frames;
    }
}

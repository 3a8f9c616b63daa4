using System.Numerics.Tensors;
using Earshot.Signals.Streaming;
using Earshot.Signals.Transforms;
using Earshot.Signals.Windows;

namespace Earshot.Signals.Measures;

/// <summary>Distance between the log power spectra of two signals.</summary>
/// <remarks>
/// The mean over frames of the root mean square over bins of 10 log10(P1 / P2) (Rabiner and Juang 1993, section 4.5.1, p = 2).
/// Frames of about 32 ms (the nearest even length), a new one every 8 ms, Hann window. Powers below a floor of -50 dB under the
/// reference's strongest bin are raised to it, so that inaudible bins and digital silence do not decide. Samples that are not finite
/// count as 0.
/// </remarks>
public static class LogSpectralDistance
{
    /// <summary>Power floor relative to the strongest bin of the reference, dB.</summary>
    public const double FloorDb = -50;

    private const double FrameSeconds = 0.032;
    private const int FramesPerLength = 4;

    /// <summary>The distance of a processed signal from its original.</summary>
    /// <param name="reference">The original.</param>
    /// <param name="processed">As many samples, aligned.</param>
    /// <param name="sampleRate">Samples per second, 1000 or more.</param>
    /// <returns>dB, 0 or more; NaN when the reference is silent or shorter than one frame.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sampleRate"/> is less than 1000.</exception>
    public static double Measure(ReadOnlySpan<float> reference, ReadOnlySpan<float> processed, int sampleRate)
    {
        SignalPair.ThrowIfUnequal(reference, processed);
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1000);
        var fft = new RealFft(2 * (int)Math.Round(FrameSeconds * sampleRate / 2));
        float[][] original = Spectra(reference, fft);
        float[][] changed = Spectra(processed, fft);
        float strongest = original.Length == 0 ? 0 : original.Max(frame => frame.Max());
        if (strongest == 0)
        {
            return double.NaN;
        }

        double floor = strongest * Decibels.ToPower(FloorDb);
        double sum = 0;
        for (int t = 0; t < original.Length; t++)
        {
            double squares = 0;
            for (int k = 0; k < fft.BinCount; k++)
            {
                double difference = Decibels.FromPower(Math.Max(original[t][k], floor) / Math.Max(changed[t][k], floor));
                squares += difference * difference;
            }

            sum += Math.Sqrt(squares / fft.BinCount);
        }

        return sum / original.Length;
    }

    private static float[][] Spectra(ReadOnlySpan<float> signal, RealFft fft)
    {
        int hop = fft.Length / FramesPerLength;
        int count = signal.Length < fft.Length ? 0 : ((signal.Length - fft.Length) / hop) + 1;
        var spectra = new float[count][]; // [frame][bin], power
        float[] window = Window.Hann(fft.Length);
        var frame = new float[fft.Length];
        var re = new float[fft.BinCount];
        var im = new float[fft.BinCount];
        for (int t = 0; t < count; t++)
        {
            Finite.Copy(signal.Slice(t * hop, fft.Length), frame);
            TensorPrimitives.Multiply(frame, window, frame);
            fft.Forward(frame, re, im);
            spectra[t] = new float[fft.BinCount];
            for (int k = 0; k < fft.BinCount; k++)
            {
                spectra[t][k] = (re[k] * re[k]) + (im[k] * im[k]);
            }
        }

        return spectra;
    }
}

using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Earshot.Corpora.Synthesis.Sound;

/// <summary>Adds amplitude * decay^n * sin(phase + omega n) to a span.</summary>
/// <remarks>
/// A complex number turned by a fixed factor per step, so no sine per sample. Lanes: twice four consecutive samples, stepped by
/// the eighth power of the factor (two vectors, because one would wait for its own result); the remainder of up to seven samples
/// is done by the scalar twin. Always four lanes, so that every machine computes the same bits. The tail below -120 dB of full
/// scale is left out.
/// </remarks>
internal static class DampedSinusoid
{
    private const double Inaudible = 1e-6;

    public static void Add(Span<double> target, double amplitude, double radiansPerSample, double phase, double decayPerSample)
    {
        if (!(Math.Abs(amplitude) > Inaudible))
        {
            return;
        }

        if (decayPerSample < 1)
        {
            double audible = Math.Log(Inaudible / Math.Abs(amplitude)) / Math.Log(decayPerSample);
            target = target[..(int)Math.Min(target.Length, Math.Ceiling(audible))];
        }

        Span<Vector256<double>> blocks = MemoryMarshal.Cast<double, Vector256<double>>(target[..(target.Length & ~7)]);
        Vector256<double> real = Lanes(amplitude, radiansPerSample, phase, decayPerSample, Math.Cos);
        Vector256<double> imaginary = Lanes(amplitude, radiansPerSample, phase, decayPerSample, Math.Sin);
        double later = amplitude * Math.Pow(decayPerSample, 4);
        Vector256<double> laterReal = Lanes(later, radiansPerSample, phase + (4 * radiansPerSample), decayPerSample, Math.Cos);
        Vector256<double> laterImaginary = Lanes(later, radiansPerSample, phase + (4 * radiansPerSample), decayPerSample, Math.Sin);
        double magnitude = Math.Pow(decayPerSample, 8);
        Vector256<double> turnReal = Vector256.Create(magnitude * Math.Cos(8 * radiansPerSample));
        Vector256<double> turnImaginary = Vector256.Create(magnitude * Math.Sin(8 * radiansPerSample));
        for (int i = 0; i + 1 < blocks.Length; i += 2)
        {
            blocks[i] += imaginary;
            blocks[i + 1] += laterImaginary;
            Vector256<double> next = (real * turnReal) - (imaginary * turnImaginary);
            imaginary = (real * turnImaginary) + (imaginary * turnReal);
            real = next;
            next = (laterReal * turnReal) - (laterImaginary * turnImaginary);
            laterImaginary = (laterReal * turnImaginary) + (laterImaginary * turnReal);
            laterReal = next;
        }

        for (int n = blocks.Length * 4; n < target.Length; n++)
        {
            target[n] += amplitude * Math.Pow(decayPerSample, n) * Math.Sin(phase + (radiansPerSample * n));
        }
    }

    private static Vector256<double> Lanes(double amplitude, double omega, double phase, double decay, Func<double, double> part) =>
        Vector256.Create(
            amplitude * part(phase),
            amplitude * decay * part(phase + omega),
            amplitude * decay * decay * part(phase + (2 * omega)),
            amplitude * decay * decay * decay * part(phase + (3 * omega)));
}

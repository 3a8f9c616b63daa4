using System.Numerics;

namespace Earshot.Signals.Filters;

/// <summary>A second-order section, normalized to a0 = 1: H(z) = (B0 + B1 z^-1 + B2 z^-2) / (1 + A1 z^-1 + A2 z^-2).</summary>
/// <remarks>
/// Designs after R. Bristow-Johnson, "Cookbook formulae for audio EQ biquad filter coefficients" (W3C note, 2021): the bilinear
/// transform of analog prototypes, exact at the given frequency, with w0 = 2 pi f / rate and alpha = sin(w0) / (2 Q). First-order
/// sections have B2 = A2 = 0. Frequencies lie above 0 and below half the rate.
/// </remarks>
/// <param name="B0">Feed-forward coefficient of the present sample.</param>
/// <param name="B1">Feed-forward coefficient of the sample before.</param>
/// <param name="B2">Feed-forward coefficient of the sample before that.</param>
/// <param name="A1">Feedback coefficient of the last output.</param>
/// <param name="A2">Feedback coefficient of the output before.</param>
public readonly record struct BiquadCoefficients(double B0, double B1, double B2, double A1, double A2)
{
    /// <summary>Q of a second-order Butterworth filter: 1 / sqrt(2).</summary>
    public const double ButterworthQ = 0.70710678118654752;

    /// <summary>Changes nothing.</summary>
    public static BiquadCoefficients Identity { get; } = new(1, 0, 0, 0, 0);

    /// <summary>True when both poles lie inside the unit circle and every coefficient is finite.</summary>
    public bool IsStable =>
        Math.Abs(A2) < 1 && Math.Abs(A1) < 1 + A2 && double.IsFinite(B0) && double.IsFinite(B1) && double.IsFinite(B2);

    /// <summary>Low-pass, 12 dB an octave, gain Q at the corner.</summary>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="frequencyHz">Corner.</param>
    /// <param name="q">Quality, above 0; the default is maximally flat, -3 dB at the corner.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static BiquadCoefficients LowPass(int sampleRate, double frequencyHz, double q = ButterworthQ)
    {
        (double cos, double alpha) = Angle(sampleRate, frequencyHz, q);
        double b1 = 1 - cos;
        return Normalize(b1 / 2, b1, b1 / 2, 1 + alpha, -2 * cos, 1 - alpha);
    }

    /// <summary>High-pass, 12 dB an octave, gain Q at the corner.</summary>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="frequencyHz">Corner.</param>
    /// <param name="q">Quality, above 0; the default is maximally flat, -3 dB at the corner.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static BiquadCoefficients HighPass(int sampleRate, double frequencyHz, double q = ButterworthQ)
    {
        (double cos, double alpha) = Angle(sampleRate, frequencyHz, q);
        double b1 = -(1 + cos);
        return Normalize(-b1 / 2, b1, -b1 / 2, 1 + alpha, -2 * cos, 1 - alpha);
    }

    /// <summary>Band-pass with gain 1 at its center, 6 dB an octave on both sides.</summary>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="frequencyHz">Center.</param>
    /// <param name="q">Center over the width between the -3 dB points, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static BiquadCoefficients BandPass(int sampleRate, double frequencyHz, double q)
    {
        (double cos, double alpha) = Angle(sampleRate, frequencyHz, q);
        return Normalize(alpha, 0, -alpha, 1 + alpha, -2 * cos, 1 - alpha);
    }

    /// <summary>Notch: zero at its center, 1 far from it.</summary>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="frequencyHz">Center.</param>
    /// <param name="q">Center over the width between the -3 dB points, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static BiquadCoefficients Notch(int sampleRate, double frequencyHz, double q)
    {
        (double cos, double alpha) = Angle(sampleRate, frequencyHz, q);
        return Normalize(1, -2 * cos, 1, 1 + alpha, -2 * cos, 1 - alpha);
    }

    /// <summary>All-pass: gain 1 everywhere, phase -180 degrees at its center.</summary>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="frequencyHz">Center.</param>
    /// <param name="q">Steepness of the phase, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static BiquadCoefficients AllPass(int sampleRate, double frequencyHz, double q)
    {
        (double cos, double alpha) = Angle(sampleRate, frequencyHz, q);
        return Normalize(1 - alpha, -2 * cos, 1 + alpha, 1 + alpha, -2 * cos, 1 - alpha);
    }

    /// <summary>Peaking equalizer: a gain at its center, 0 dB far from it.</summary>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="frequencyHz">Center.</param>
    /// <param name="q">Center over the width between the points of half the gain in dB, above 0.</param>
    /// <param name="gainDb">Gain at the center in dB.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static BiquadCoefficients Peaking(int sampleRate, double frequencyHz, double q, double gainDb)
    {
        (double cos, double alpha) = Angle(sampleRate, frequencyHz, q);
        double a = RootGain(gainDb);
        return Normalize(1 + (alpha * a), -2 * cos, 1 - (alpha * a), 1 + (alpha / a), -2 * cos, 1 - (alpha / a));
    }

    /// <summary>Low shelf: a gain at 0 Hz, half of it (in dB) at the corner, 0 dB at half the rate.</summary>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="frequencyHz">Corner, the middle of the slope.</param>
    /// <param name="gainDb">Gain at 0 Hz in dB.</param>
    /// <param name="q">Steepness, above 0; the default is the steepest slope without overshoot.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static BiquadCoefficients LowShelf(int sampleRate, double frequencyHz, double gainDb, double q = ButterworthQ) =>
        Shelf(sampleRate, frequencyHz, gainDb, q, side: 1);

    /// <summary>High shelf: a gain at half the rate, half of it (in dB) at the corner, 0 dB at 0 Hz.</summary>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="frequencyHz">Corner, the middle of the slope.</param>
    /// <param name="gainDb">Gain at half the rate in dB.</param>
    /// <param name="q">Steepness, above 0; the default is the steepest slope without overshoot.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static BiquadCoefficients HighShelf(int sampleRate, double frequencyHz, double gainDb, double q = ButterworthQ) =>
        Shelf(sampleRate, frequencyHz, gainDb, q, side: -1);

    /// <summary>First-order low-pass, 6 dB an octave, -3 dB at the corner.</summary>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="frequencyHz">Corner.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static BiquadCoefficients FirstOrderLowPass(int sampleRate, double frequencyHz)
    {
        double k = Tangent(sampleRate, frequencyHz);
        return Normalize(k, k, 0, 1 + k, k - 1, 0);
    }

    /// <summary>First-order high-pass, 6 dB an octave, -3 dB at the corner.</summary>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="frequencyHz">Corner.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static BiquadCoefficients FirstOrderHighPass(int sampleRate, double frequencyHz)
    {
        double k = Tangent(sampleRate, frequencyHz);
        return Normalize(1, -1, 0, 1 + k, k - 1, 0);
    }

    /// <summary>The section's response to a steady tone.</summary>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="frequencyHz">Frequency of the tone.</param>
    /// <returns>H(e^jw): magnitude is the gain, phase the lead in radians.</returns>
    public Complex Response(int sampleRate, double frequencyHz)
    {
        Complex back = Complex.FromPolarCoordinates(1, -2 * Math.PI * frequencyHz / sampleRate);
        return (B0 + (back * (B1 + (back * B2)))) / (1 + (back * (A1 + (back * A2))));
    }

    // The two shelves mirror each other about a quarter of the rate: cos changes sign, and with it B1 and A1.
    private static BiquadCoefficients Shelf(int sampleRate, double frequencyHz, double gainDb, double q, int side)
    {
        (double cos, double alpha) = Angle(sampleRate, frequencyHz, q);
        double a = RootGain(gainDb);
        double c = side * cos;
        double slope = 2 * Math.Sqrt(a) * alpha;
        return Normalize(
            a * (a + 1 - ((a - 1) * c) + slope),
            side * 2 * a * (a - 1 - ((a + 1) * c)),
            a * (a + 1 - ((a - 1) * c) - slope),
            a + 1 + ((a - 1) * c) + slope,
            side * -2 * (a - 1 + ((a + 1) * c)),
            a + 1 + ((a - 1) * c) - slope);
    }

    private static (double Cos, double Alpha) Angle(int sampleRate, double frequencyHz, double q)
    {
        Check(sampleRate, frequencyHz);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(q);
        if (!double.IsFinite(q))
        {
            throw new ArgumentOutOfRangeException(nameof(q), q, "expected a finite number above 0");
        }

        (double sin, double cos) = Math.SinCos(2 * Math.PI * frequencyHz / sampleRate);
        return (cos, sin / (2 * q));
    }

    private static double Tangent(int sampleRate, double frequencyHz)
    {
        Check(sampleRate, frequencyHz);
        return Math.Tan(Math.PI * frequencyHz / sampleRate);
    }

    // Square root of the linear gain: the Cookbook's A.
    private static double RootGain(double gainDb) => Math.Abs(gainDb) <= 200
        ? Math.Pow(10, gainDb / 40)
        : throw new ArgumentOutOfRangeException(nameof(gainDb), gainDb, "expected -200 .. 200 dB");

    private static void Check(int sampleRate, double frequencyHz)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        if (!(frequencyHz > 0 && frequencyHz < 0.5 * sampleRate))
        {
            throw new ArgumentOutOfRangeException(nameof(frequencyHz), frequencyHz, $"expected above 0 and below {0.5 * sampleRate} Hz, half the rate");
        }
    }

    private static BiquadCoefficients Normalize(double b0, double b1, double b2, double a0, double a1, double a2) =>
        new(b0 / a0, b1 / a0, b2 / a0, a1 / a0, a2 / a0);
}

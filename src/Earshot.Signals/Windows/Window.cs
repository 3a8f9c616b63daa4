// Windows by their closed forms: sums of cosines (Harris, "On the use of windows for harmonic analysis with the discrete
// Fourier transform", Proc. IEEE 1978; flat top: Heinzel, Ruediger and Schilling, 2002, the five-term SRS form that
// instruments use), Kaiser (1974), and the power-complementary windows of lapped transforms (sine; Vorbis I, section 1.3.2).
// Points are computed in double and rounded once. The phase of point n is n / N (periodic) or n / (N - 1) (symmetric).
namespace Earshot.Signals.Windows;

/// <summary>Makes analysis, synthesis and design windows.</summary>
/// <remarks>
/// Every factory returns a new array of <c>length</c> points, the largest value being 1 (or just below it when no point falls on
/// the middle). The default is <see cref="WindowSymmetry.Periodic"/>, the form that spectra and overlap-add need; pass
/// <see cref="WindowSymmetry.Symmetric"/> to design filters. A window of one point is 1.
/// </remarks>
public static class Window
{
    private static readonly double[] HannTerms = [0.5, 0.5];
    private static readonly double[] HammingTerms = [0.54, 0.46];
    private static readonly double[] BlackmanTerms = [0.42, 0.5, 0.08];
    private static readonly double[] BlackmanHarrisTerms = [0.35875, 0.48829, 0.14128, 0.01168];
    private static readonly double[] FlatTopTerms = [0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368];

    /// <summary>All ones.</summary>
    /// <param name="length">Points, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is less than 1.</exception>
    public static float[] Rectangular(int length) => Sample(length, WindowSymmetry.Periodic, static _ => 1);

    /// <summary>A triangle from 0 to 1 and back (Bartlett). Side lobes -27 dB.</summary>
    /// <param name="length">Points, 1 or more.</param>
    /// <param name="symmetry">Periodic or symmetric.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is less than 1.</exception>
    public static float[] Triangular(int length, WindowSymmetry symmetry = WindowSymmetry.Periodic) =>
        Sample(length, symmetry, static phase => 1 - Math.Abs((2 * phase) - 1));

    /// <summary>Hann: 0.5 - 0.5 cos. Side lobes -31 dB; copies half a window apart add up to 1.</summary>
    /// <param name="length">Points, 1 or more.</param>
    /// <param name="symmetry">Periodic or symmetric.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is less than 1.</exception>
    public static float[] Hann(int length, WindowSymmetry symmetry = WindowSymmetry.Periodic) =>
        CosineSum(length, symmetry, HannTerms);

    /// <summary>Square root of the Hann window, sin(pi n / N): as analysis and synthesis window half a window apart, an identity.</summary>
    /// <param name="length">Points, 1 or more.</param>
    /// <param name="symmetry">Periodic or symmetric.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is less than 1.</exception>
    public static float[] RootHann(int length, WindowSymmetry symmetry = WindowSymmetry.Periodic) =>
        Sample(length, symmetry, static phase => Math.Sin(Math.PI * phase));

    /// <summary>Hamming: 0.54 - 0.46 cos. Side lobes -43 dB, ends at 0.08.</summary>
    /// <param name="length">Points, 1 or more.</param>
    /// <param name="symmetry">Periodic or symmetric.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is less than 1.</exception>
    public static float[] Hamming(int length, WindowSymmetry symmetry = WindowSymmetry.Periodic) =>
        CosineSum(length, symmetry, HammingTerms);

    /// <summary>Blackman, three terms. Side lobes -58 dB.</summary>
    /// <param name="length">Points, 1 or more.</param>
    /// <param name="symmetry">Periodic or symmetric.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is less than 1.</exception>
    public static float[] Blackman(int length, WindowSymmetry symmetry = WindowSymmetry.Periodic) =>
        CosineSum(length, symmetry, BlackmanTerms);

    /// <summary>Blackman-Harris, four terms. Side lobes -92 dB.</summary>
    /// <param name="length">Points, 1 or more.</param>
    /// <param name="symmetry">Periodic or symmetric.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is less than 1.</exception>
    public static float[] BlackmanHarris(int length, WindowSymmetry symmetry = WindowSymmetry.Periodic) =>
        CosineSum(length, symmetry, BlackmanHarrisTerms);

    /// <summary>Flat top, five terms: reads the amplitude of a tone between bins within 0.02 dB. Slightly negative near its ends.</summary>
    /// <param name="length">Points, 1 or more.</param>
    /// <param name="symmetry">Periodic or symmetric.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is less than 1.</exception>
    public static float[] FlatTop(int length, WindowSymmetry symmetry = WindowSymmetry.Periodic) =>
        CosineSum(length, symmetry, FlatTopTerms);

    /// <summary>Kaiser: the near-optimum of energy in the main lobe for a given <paramref name="beta"/>.</summary>
    /// <param name="length">Points, 1 or more.</param>
    /// <param name="beta">Shape, 0 (rectangular) or more; <see cref="KaiserBeta"/> finds it from an attenuation.</param>
    /// <param name="symmetry">Periodic or symmetric.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is less than 1, or <paramref name="beta"/> is negative or not finite.</exception>
    public static float[] Kaiser(int length, double beta, WindowSymmetry symmetry = WindowSymmetry.Periodic)
    {
        if (!double.IsFinite(beta) || beta < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(beta), beta, "the shape of a Kaiser window must be 0 or more");
        }

        double scale = 1 / BesselI0(beta);
        return Sample(length, symmetry, phase => scale * BesselI0(2 * beta * Math.Sqrt(Math.Max(0, phase * (1 - phase)))));
    }

    /// <summary>Tukey: flat in the middle, Hann-shaped at both ends.</summary>
    /// <param name="length">Points, 1 or more.</param>
    /// <param name="taper">Part of the window that the two slopes take together, 0 (rectangular) .. 1 (Hann).</param>
    /// <param name="symmetry">Periodic or symmetric.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is less than 1, or <paramref name="taper"/> is outside 0..1.</exception>
    public static float[] Tukey(int length, double taper, WindowSymmetry symmetry = WindowSymmetry.Periodic)
    {
        if (!(taper is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(taper), taper, "the taper must be a part of the window, 0 .. 1");
        }

        return Sample(length, symmetry, phase =>
        {
            double distance = Math.Min(phase, 1 - phase);
            return distance >= taper / 2 ? 1 : 0.5 - (0.5 * Math.Cos(2 * Math.PI * distance / taper));
        });
    }

    /// <summary>The sine window of lapped transforms, sin(pi (n + 1/2) / N): symmetric, and its square overlaps to 1 half a window apart.</summary>
    /// <param name="length">Points, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is less than 1.</exception>
    public static float[] Sine(int length) => SampleMidpoints(length, static phase => Math.Sin(Math.PI * phase));

    /// <summary>The Vorbis window, sin(pi/2 sin^2(pi (n + 1/2) / N)): as <see cref="Sine"/>, with a steeper main lobe.</summary>
    /// <param name="length">Points, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is less than 1.</exception>
    public static float[] Vorbis(int length) => SampleMidpoints(length, static phase =>
    {
        double sine = Math.Sin(Math.PI * phase);
        return Math.Sin(0.5 * Math.PI * sine * sine);
    });

    /// <summary>The Kaiser shape whose FIR filters reach a stop-band attenuation (Kaiser 1974, eq. 7.62 in Oppenheim and Schafer, 1989).</summary>
    /// <param name="attenuationDb">Wanted attenuation in dB; up to 21 gives 0.</param>
    public static double KaiserBeta(double attenuationDb) => attenuationDb switch
    {
        > 50 => 0.1102 * (attenuationDb - 8.7),
        > 21 => (0.5842 * Math.Pow(attenuationDb - 21, 0.4)) + (0.07886 * (attenuationDb - 21)),
        _ => 0,
    };

    /// <summary>Mean of the window: by how much it scales the peak of a steady tone, relative to the rectangle.</summary>
    /// <param name="window">The window, not empty.</param>
    public static double CoherentGain(ReadOnlySpan<float> window)
    {
        double sum = 0;
        foreach (float w in window)
        {
            sum += w;
        }

        return sum / window.Length;
    }

    /// <summary>Width in bins of the rectangle that passes as much noise power: 1 for the rectangular window, 1.5 for Hann.</summary>
    /// <param name="window">The window, not empty.</param>
    public static double EquivalentNoiseBandwidth(ReadOnlySpan<float> window)
    {
        double power = 0;
        foreach (float w in window)
        {
            power += (double)w * w;
        }

        double gain = CoherentGain(window);
        return power / (window.Length * gain * gain);
    }

    /// <summary>Modified Bessel function of the first kind, order 0, by its power series: exact to rounding for the shapes of windows.</summary>
    internal static double BesselI0(double x)
    {
        double quarter = x * x / 4;
        double term = 1;
        double sum = 1;
        for (int k = 1; term > sum * 1e-17; k++)
        {
            term *= quarter / ((double)k * k);
            sum += term;
        }

        return sum;
    }

    private static float[] CosineSum(int length, WindowSymmetry symmetry, double[] terms) => Sample(length, symmetry, phase =>
    {
        double sum = 0;
        double sign = 1;
        for (int k = 0; k < terms.Length; k++)
        {
            sum += sign * terms[k] * Math.Cos(2 * Math.PI * k * phase);
            sign = -sign;
        }

        return sum;
    });

    private static float[] Sample(int length, WindowSymmetry symmetry, Func<double, double> shape)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        double period = symmetry == WindowSymmetry.Symmetric ? length - 1 : length;
        var window = new float[length];
        for (int n = 0; n < length; n++)
        {
            window[n] = length == 1 ? 1 : (float)shape(n / period);
        }

        return window;
    }

    private static float[] SampleMidpoints(int length, Func<double, double> shape)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        var window = new float[length];
        for (int n = 0; n < length; n++)
        {
            window[n] = (float)shape((n + 0.5) / length);
        }

        return window;
    }
}

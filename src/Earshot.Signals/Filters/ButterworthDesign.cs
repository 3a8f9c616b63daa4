namespace Earshot.Signals.Filters;

/// <summary>Butterworth filters of any order, maximally flat, as second-order sections.</summary>
/// <remarks>
/// The poles of order N lie on a circle; the pair k has Q = 1 / (2 cos theta), theta = pi (2 k + 1) / (2 N) from the real axis for
/// even N, pi (k + 1) / N for odd N, whose last pole is real (S. Butterworth, 1930; Oppenheim and Schafer, appendix B). The bilinear
/// transform of <see cref="BiquadCoefficients"/> is exact at the corner, -3 dB. Sections go from low Q to high.
/// </remarks>
public static class ButterworthDesign
{
    /// <summary>Highest order.</summary>
    public const int MaxOrder = 64;

    /// <summary>Low-pass, 6 dB an octave and order.</summary>
    /// <param name="order">Number of poles, 1 .. 64.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="frequencyHz">Corner, -3 dB, above 0 and below half the rate.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static BiquadCoefficients[] LowPass(int order, int sampleRate, double frequencyHz) => Sections(
        order, q => BiquadCoefficients.LowPass(sampleRate, frequencyHz, q), () => BiquadCoefficients.FirstOrderLowPass(sampleRate, frequencyHz));

    /// <summary>High-pass, 6 dB an octave and order.</summary>
    /// <param name="order">Number of poles, 1 .. 64.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="frequencyHz">Corner, -3 dB, above 0 and below half the rate.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static BiquadCoefficients[] HighPass(int order, int sampleRate, double frequencyHz) => Sections(
        order, q => BiquadCoefficients.HighPass(sampleRate, frequencyHz, q), () => BiquadCoefficients.FirstOrderHighPass(sampleRate, frequencyHz));

    /// <summary>A high-pass and a low-pass in a row: a band with a flat top as long as its edges are an octave or more apart.</summary>
    /// <param name="order">Number of poles of each edge, 1 .. 64.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="lowHz">Lower edge, -3 dB.</param>
    /// <param name="highHz">Upper edge, -3 dB, above <paramref name="lowHz"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static BiquadCoefficients[] BandPass(int order, int sampleRate, double lowHz, double highHz)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(highHz, lowHz);
        return [.. HighPass(order, sampleRate, lowHz), .. LowPass(order, sampleRate, highHz)];
    }

    private static BiquadCoefficients[] Sections(int order, Func<double, BiquadCoefficients> pair, Func<BiquadCoefficients> single)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, MaxOrder);
        var sections = new List<BiquadCoefficients>();
        if (order % 2 == 1)
        {
            sections.Add(single());
        }

        for (int k = 0; k < order / 2; k++)
        {
            double theta = order % 2 == 1 ? Math.PI * (k + 1) / order : Math.PI * ((2 * k) + 1) / (2 * order);
            sections.Add(pair(1 / (2 * Math.Cos(theta))));
        }

        return [.. sections];
    }
}

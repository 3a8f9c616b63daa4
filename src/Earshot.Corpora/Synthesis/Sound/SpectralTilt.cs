namespace Earshot.Corpora.Synthesis.Sound;

/// <summary>A constant slope in dB per octave (pink noise: -3.01), from a low corner to the Nyquist frequency.</summary>
/// <remarks>
/// Real pole-zero pairs at equal ratios, after J. O. Smith and H. F. Smith, Closed Form Fractional Integration and
/// Differentiation via Real Exponentially Spaced Pole-Zero Pairs (2016). Deviation: the pairs lie an octave apart on the warped
/// axis W = tan(pi f / rate) of the bilinear transform, and each is as wide as the local slope on that axis asks,
/// d log f / d log W = W / ((1 + W^2) atan W), so that the slope holds up to the Nyquist frequency. Gain is 1 at 1 kHz.
/// </remarks>
internal sealed class SpectralTilt
{
    // Past this point of the warped axis the rest of the spectrum is 1 % of the rate wide.
    private const double HighestWarped = 32;

    private readonly double[] _pole; // [pair]
    private readonly double[] _zero; // [pair]
    private readonly double[] _gain; // [pair]
    private readonly double[] _state; // [pair]

    public SpectralTilt(int sampleRate, double slopeDbPerOctave, double lowHz = 20)
    {
        double exponent = slopeDbPerOctave / (20 * Math.Log10(2));
        double lowest = Math.Tan(Math.PI * lowHz / sampleRate);
        int pairs = (int)Math.Ceiling(Math.Log2(HighestWarped / lowest)) + 1;
        _pole = new double[pairs];
        _zero = new double[pairs];
        _gain = new double[pairs];
        _state = new double[pairs];
        for (int i = 0; i < pairs; i++)
        {
            double center = lowest * Math.Pow(2, i);
            double local = exponent * center / ((1 + (center * center)) * Math.Atan(center));
            double pole = center * Math.Pow(2, local / 2);
            double zero = center * Math.Pow(2, -local / 2);
            // (s + zero) / (s + pole) through s = (1 - 1/z) / (1 + 1/z).
            _pole[i] = (1 - pole) / (1 + pole);
            _zero[i] = (1 - zero) / (1 + zero);
            _gain[i] = (1 + zero) / (1 + pole);
        }

        double omega = 2 * Math.PI * Math.Min(1000, sampleRate / 4.0) / sampleRate;
        _gain[0] /= Magnitude(omega);
    }

    public double Step(double x)
    {
        for (int i = 0; i < _pole.Length; i++)
        {
            double y = (_gain[i] * x) + _state[i];
            _state[i] = (_pole[i] * y) - (_gain[i] * _zero[i] * x);
            x = y;
        }

        return x;
    }

    private double Magnitude(double omega)
    {
        double product = 1;
        for (int i = 0; i < _pole.Length; i++)
        {
            product *= _gain[i] * Distance(_zero[i], omega) / Distance(_pole[i], omega);
        }

        return product;
    }

    private static double Distance(double root, double omega) => Math.Sqrt(1 - (2 * root * Math.Cos(omega)) + (root * root));
}

// Gaussian noise whose power density falls as 1 / f^exponent.
// White noise through first-order sections whose poles and zeros alternate on a logarithmic grid, which approximates a power
// law over the whole grid (Corsini and Saletti, IEEE Trans. Instrum. Meas. 37, 1988; J. O. Smith, "Spectral tilt filters").
// Sections are matched in the z-plane, which bends the top octave; a symmetric filter of five taps takes that out.
// Deviation from the power law between 30 Hz and 0.47 of the rate: 0.25 dB for pink noise, 0.55 dB for exponents of -2 and 2.
// The product of the sections is expanded into partial fractions, so that one instruction steps four poles at a time.
// Cost a sample: a normal number, and two multiply-adds a pole (10 to 13 poles); nothing allocates after construction.
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Earshot.Signals.Randomness;

/// <summary>A seeded stream of Gaussian noise with a power-law spectrum and a standard deviation of 1.</summary>
/// <remarks>The sequence does not depend on how calls of <see cref="Fill"/> chop it. One instance, one thread.</remarks>
public sealed class ColoredNoise
{
    // Below this corner the spectrum is flat, so that its power is finite. Below the audible range.
    private const double LowestHz = 10;

    // After this long the slowest section has forgotten its start by 82 dB: exp(-2 pi 10 Hz 0.15 s).
    private const double WarmUpSeconds = 0.15;

    // Doubles in a vector of 256 bits.
    private const int Lanes = 4;

    private readonly SeededRandom _random;
    private readonly double[] _poles; // [pole], filled up with zeros to a multiple of four
    private readonly double[] _residues; // [pole]
    private readonly double[] _states; // [pole]
    private readonly double[] _history = new double[4]; // [tap], newest first
    private readonly double _center; // middle tap of the correction, with the gain
    private readonly double _near; // taps one sample from the middle
    private readonly double _far; // taps two samples from the middle

    /// <summary>Creates a stream.</summary>
    /// <param name="sampleRate">Samples per second, 1000 or more.</param>
    /// <param name="exponent">Power density is proportional to 1 / f^exponent: 0 white, 1 pink, 2 brown, -1 blue. Range: -2..2.</param>
    /// <param name="seed">Seed of the white noise underneath.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate or the exponent is out of range.</exception>
    public ColoredNoise(int sampleRate, double exponent, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1000);
        if (!(exponent is >= -2 and <= 2))
        {
            throw new ArgumentOutOfRangeException(nameof(exponent), exponent, "expected -2..2");
        }

        SampleRate = sampleRate;
        Exponent = exponent;
        _random = new SeededRandom(seed);

        // 1. One pole and one zero an octave; amplitude falls with half the exponent of the power.
        double octaves = Math.Log2(sampleRate / LowestHz);
        int count = exponent == 0 ? 0 : (int)Math.Ceiling(octaves);
        double ratio = Math.Pow(2, octaves / Math.Max(1, count));
        double slope = exponent / 2;
        var poles = new double[count];
        var zeros = new double[count];
        for (int k = 0; k < count; k++)
        {
            double cell = LowestHz * Math.Pow(ratio, k + 0.5);
            poles[k] = Math.Exp(-2 * Math.PI * cell * Math.Pow(ratio, -slope / 2) / sampleRate);
            zeros[k] = Math.Exp(-2 * Math.PI * cell * Math.Pow(ratio, slope / 2) / sampleRate);
        }

        int padded = (count + Lanes - 1) / Lanes * Lanes;
        _poles = new double[padded];
        _residues = new double[padded];
        _states = new double[padded];
        poles.CopyTo(_poles, 0);
        Expand(poles, zeros, _residues);

        // 2. The correction of the top octaves -> _center, _near, _far.
        (_center, _near, _far) = count == 0 ? (1, 0, 0) : DesignCorrection(poles, zeros, slope);

        // 3. Gain for unit variance, from the energy of the impulse response.
        double energy = 0;
        int settle = (int)(WarmUpSeconds * sampleRate);
        for (int n = 0; n < settle; n++)
        {
            double y = Step(n == 0 ? 1 : 0);
            energy += y * y;
        }

        Array.Clear(_states);
        Array.Clear(_history);
        double gain = 1 / Math.Sqrt(energy);
        _center *= gain;
        _near *= gain;
        _far *= gain;

        // 4. Stationary from the first sample on.
        for (int n = 0; n < (count == 0 ? 0 : settle); n++)
        {
            Step(_random.NextGaussian());
        }
    }

    /// <summary>Samples per second.</summary>
    public int SampleRate { get; }

    /// <summary>Power density is proportional to 1 / f^Exponent.</summary>
    public double Exponent { get; }

    /// <summary>White noise: the same power in every hertz.</summary>
    /// <param name="sampleRate">Samples per second, 1000 or more.</param>
    /// <param name="seed">Seed.</param>
    public static ColoredNoise White(int sampleRate, ulong seed) => new(sampleRate, 0, seed);

    /// <summary>Pink noise: the same power in every octave.</summary>
    /// <param name="sampleRate">Samples per second, 1000 or more.</param>
    /// <param name="seed">Seed.</param>
    public static ColoredNoise Pink(int sampleRate, ulong seed) => new(sampleRate, 1, seed);

    /// <summary>Writes the next samples of the stream, with mean 0 and standard deviation 1.</summary>
    /// <param name="target">What to fill.</param>
    public void Fill(Span<float> target)
    {
        for (int n = 0; n < target.Length; n++)
        {
            target[n] = (float)Step(_random.NextGaussian());
        }
    }

    // The product of (1 - z_k / z) / (1 - p_k / z) is 1 + the sum of r_k / (z - p_k).
    private static void Expand(double[] poles, double[] zeros, double[] residues)
    {
        for (int j = 0; j < poles.Length; j++)
        {
            double residue = poles[j] - zeros[j];
            for (int k = 0; k < poles.Length; k++)
            {
                residue *= k == j ? 1 : (poles[j] - zeros[k]) / (poles[j] - poles[k]);
            }

            residues[j] = residue;
        }
    }

    // c0 + 2 c1 cos w + 2 c2 cos 2w, a parabola a + b u + d u^2 in u = cos w, through the wanted gain at three frequencies.
    private static (double Center, double Near, double Far) DesignCorrection(double[] poles, double[] zeros, double slope)
    {
        (double u0, double g0) = WantedGain(poles, zeros, Math.PI / 8, slope);
        (double u1, double g1) = WantedGain(poles, zeros, 0.6 * Math.PI, slope);
        (double u2, double g2) = WantedGain(poles, zeros, 0.95 * Math.PI, slope);
        double first = (g1 - g0) / (u1 - u0);
        double d = (((g2 - g1) / (u2 - u1)) - first) / (u2 - u0);
        double b = first - (d * (u0 + u1));
        double a = g0 - (b * u0) - (d * u0 * u0);
        return (a + (d / 2), b / 2, d / 4);
    }

    // What the sections lack at w towards w^-slope.
    private static (double CosineOfW, double Gain) WantedGain(double[] poles, double[] zeros, double w, double slope)
    {
        Complex delay = Complex.FromPolarCoordinates(1, -w);
        double magnitude = 1;
        for (int k = 0; k < poles.Length; k++)
        {
            magnitude *= Complex.Abs((1 - (zeros[k] * delay)) / (1 - (poles[k] * delay)));
        }

        return (Math.Cos(w), Math.Pow(w, -slope) / magnitude);
    }

    private double Step(double x)
    {
        // y = x + r s, s' = p s + x: four lanes at a time, no remainder. Products and sums stay apart (no fused operation), so
        // that every processor gives the same bits.
        ref double states = ref MemoryMarshal.GetArrayDataReference(_states);
        ref double poles = ref MemoryMarshal.GetArrayDataReference(_poles);
        ref double residues = ref MemoryMarshal.GetArrayDataReference(_residues);
        Vector256<double> sum = Vector256<double>.Zero;
        var input = Vector256.Create(x);
        for (nuint k = 0; k < (nuint)_states.Length; k += Lanes)
        {
            Vector256<double> state = Vector256.LoadUnsafe(ref states, k);
            sum += Vector256.LoadUnsafe(ref residues, k) * state;
            ((Vector256.LoadUnsafe(ref poles, k) * state) + input).StoreUnsafe(ref states, k);
        }

        double y = x + ((sum[0] + sum[1]) + (sum[2] + sum[3]));
        double corrected = (_center * _history[1]) + (_near * (_history[0] + _history[2])) + (_far * (y + _history[3]));
        _history[3] = _history[2];
        _history[2] = _history[1];
        _history[1] = _history[0];
        _history[0] = y;
        return corrected;
    }
}

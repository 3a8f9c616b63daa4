// The algebra that every filter of this project comes from: at one frequency, the weights w that minimise w^H (R + b I) w
// subject to c^T w = d, where R collects what is unwanted (a far ear over many head positions, a sector, the whole sphere), c is the path to
// where the sound is wanted and d is what shall arrive there:
// w(b) = d (R + bI)^-1 c* / (c^T (R + bI)^-1 c*).
// Source: linearly constrained minimum variance, Frost, Proc. IEEE 60 (1972); regularised inversion of plants, Kirkeby and Nelson, J. AES 47
// (1999). Deviation: the multiplier b is found by bisection for a cap on the effort |w|^2 and a target of the unwanted power, both
// monotone in b, in the eigenbasis of R, where a step costs 3 N operations.
using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Earshot.Spatial.Design;

/// <summary>One frequency's problem, decomposed once and solved for any multiplier.</summary>
internal sealed class ConstrainedQuadratic
{
    /// <summary>A multiplier so large that only the effort counts: drivers play what arrives best.</summary>
    public const double MatchedFilter = 24;

    // Multipliers as powers of two against the mean eigenvalue: from nothing to all but the matched filter.
    private const double LowestLog = -60;
    private const double HighestLog = MatchedFilter;
    private const int Steps = 44;

    private readonly Complex[,] _vectors; // [row][eigenvector]
    private readonly double[] _values; // [eigenvector]
    private readonly Complex[] _projected; // [eigenvector], U^H c*
    private readonly double[] _power; // [eigenvector], |U^H c*|^2
    private readonly double _scale;

    /// <summary>Decomposes.</summary>
    /// <param name="unwanted">R, Hermitian and not negative, [driver][driver].</param>
    /// <param name="path">c, [driver].</param>
    public ConstrainedQuadratic(Complex[,] unwanted, ReadOnlySpan<Complex> path)
    {
        int count = path.Length;
        Evd<Complex> evd = Matrix<Complex>.Build.DenseOfArray(unwanted).Evd(Symmetricity.Hermitian);
        _vectors = evd.EigenVectors.ToArray();
        _values = new double[count];
        _projected = new Complex[count];
        _power = new double[count];
        for (int i = 0; i < count; i++)
        {
            _values[i] = Math.Max(0, evd.EigenValues[i].Real);
            Complex sum = Complex.Zero;
            for (int n = 0; n < count; n++)
            {
                sum += Complex.Conjugate(_vectors[n, i] * path[n]);
            }

            _projected[i] = sum;
            _power[i] = (sum.Real * sum.Real) + (sum.Imaginary * sum.Imaginary);
            _scale += _values[i] / count;
        }

        _scale = Math.Max(_scale, 1e-30);
    }

    /// <summary>Effort and unwanted power for |d| = 1.</summary>
    /// <param name="logMultiplier">Base-2 logarithm of b over the mean eigenvalue.</param>
    public (double Effort, double Unwanted) Measure(double logMultiplier)
    {
        double b = Multiplier(logMultiplier);
        double wanted = 0;
        double effort = 0;
        double unwanted = 0;
        for (int i = 0; i < _values.Length; i++)
        {
            double share = 1 / (_values[i] + b);
            wanted += _power[i] * share;
            effort += _power[i] * share * share;
            unwanted += _values[i] * _power[i] * share * share;
        }

        return (effort / (wanted * wanted), unwanted / (wanted * wanted));
    }

    /// <summary>The smallest multiplier whose effort keeps a cap; the largest there is where none does.</summary>
    /// <param name="cap">Of |w|^2 / |d|^2.</param>
    public double ForEffort(double cap)
    {
        double low = LowestLog;
        double high = HighestLog;
        if (Measure(low).Effort <= cap)
        {
            return low;
        }

        for (int i = 0; i < Steps; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Measure(middle).Effort <= cap ? (low, middle) : (middle, high);
        }

        return high;
    }

    /// <summary>The largest multiplier that still reaches a target; the smallest there is where none does.</summary>
    /// <param name="target">Of the unwanted power over |d|^2.</param>
    public double ForUnwanted(double target)
    {
        double low = LowestLog;
        double high = HighestLog;
        if (Measure(high).Unwanted <= target)
        {
            return high;
        }

        for (int i = 0; i < Steps; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Measure(middle).Unwanted <= target ? (middle, high) : (low, middle);
        }

        return low;
    }

    /// <summary>The weights.</summary>
    /// <param name="logMultiplier">Base-2 logarithm of b over the mean eigenvalue.</param>
    /// <param name="wanted">d.</param>
    /// <param name="weights">Receives w, [driver].</param>
    public void Solve(double logMultiplier, Complex wanted, Span<Complex> weights)
    {
        double b = Multiplier(logMultiplier);
        double sum = 0;
        for (int i = 0; i < _values.Length; i++)
        {
            sum += _power[i] / (_values[i] + b);
        }

        for (int n = 0; n < weights.Length; n++)
        {
            Complex w = Complex.Zero;
            for (int i = 0; i < _values.Length; i++)
            {
                w += _vectors[n, i] * _projected[i] / (_values[i] + b);
            }

            weights[n] = wanted * w / sum;
        }
    }

    private double Multiplier(double log) => _scale * Math.Pow(2, log);
}

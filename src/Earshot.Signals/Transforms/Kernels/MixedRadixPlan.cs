// Complex transform of n = r1 r2 ... points as one self-sorting pass per radix (Stockham; Cochran et al. 1967; the form of Van
// Loan, "Computational Frameworks for the Fast Fourier Transform", 1992, section 1.7). With s = product of the radices before and
// m = n / (s r), a pass computes, for q < s, p < m, k < r:
//   y[q + s (r p + k)] = exp(-2 pi i p k / (m r)) sum over j < r of x[q + s (p + m j)] exp(-2 pi i j k / r).
// Deviation: the first pass (s = 1) takes a radix as wide as a vector and transposes, so that every later pass has at least one
// whole vector of neighbours q. Cost: one read and one write of the data per radix, 2 or 3 radices at audio's lengths.
using System.Runtime.CompilerServices;

namespace Earshot.Signals.Transforms.Kernels;

/// <summary>The plan for lengths that are products of 2, 3, 5 and 7.</summary>
internal sealed unsafe class MixedRadixPlan : FftPlan
{
    // Keeps arrays that are used together from falling onto the same cache sets when the length is a power of two.
    private const int Skew = 16 * 5;
    private readonly FftPass[] _passes;
    private readonly AlignedFloats _scratch; // two arrays of complex numbers in split form
    private readonly int _pitch;

    private MixedRadixPlan(int length, FftPass[] passes)
        : base(length)
    {
        _passes = passes;
        _pitch = ((length + 15) / 16 * 16) + Skew;
        _scratch = new AlignedFloats(4 * _pitch);
    }

    /// <summary>Makes a plan.</summary>
    /// <typeparam name="TSource">How the input lies in memory.</typeparam>
    /// <param name="length">A smooth number (<see cref="Factorization.IsSmooth"/>), 1 or more.</param>
    /// <param name="widest">Floats per vector at most; narrower than the machine's own only in tests.</param>
    public static MixedRadixPlan CreateSmooth<TSource>(int length, int widest)
        where TSource : struct, ISource
    {
        if (length == 1)
        {
            return new MixedRadixPlan(length, []);
        }

        (int radix, int lanes) = Factorization.First(length, widest);
        int columns = length / radix;
        int[] rest = Factorization.Rest(columns);
        var passes = new FftPass[rest.Length + 1];
        passes[0] = PassFactory.First<TSource>(radix, lanes, columns, ColumnFactors(radix, columns));
        int stride = radix;
        for (int i = 0; i < rest.Length; i++)
        {
            radix = rest[i];
            columns /= radix;
            int width = Math.Min(LaneWidth.AtMost(widest), LaneWidth.AtMost(stride));
            passes[i + 1] = PassFactory.Later(radix, width, columns, stride, OutputFactors(radix, columns));
            stride *= radix;
        }

        return new MixedRadixPlan(length, passes);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(float* xr, float* xi, float* yr, float* yi)
    {
        if (_passes.Length < 2)
        {
            RunShort(xr, xi, yr, yi);
            return;
        }

        float* a = _scratch.Pointer;
        float* b = a + (2 * _pitch);
        _passes[0].Run(xr, xi, a, a + _pitch);
        for (int i = 1; i < _passes.Length - 1; i++)
        {
            _passes[i].Run(a, a + _pitch, b, b + _pitch);
            float* swap = a;
            a = b;
            b = swap;
        }

        _passes[^1].Run(a, a + _pitch, yr, yi);
        GC.KeepAlive(this);
    }

    // A single pass would write into what it reads when the caller transforms in place.
    private void RunShort(float* xr, float* xi, float* yr, float* yi)
    {
        float* a = _scratch.Pointer;
        if (_passes.Length == 1)
        {
            _passes[0].Run(xr, xi, a, a + _pitch);
        }
        else
        {
            a[0] = *xr;
            a[_pitch] = *xi;
        }

        for (int k = 0; k < Length; k++)
        {
            yr[k] = a[k];
            yi[k] = a[_pitch + k];
        }

        GC.KeepAlive(this);
    }

    private static AlignedFloats ColumnFactors(int radix, int columns)
    {
        var factors = new AlignedFloats(2 * (radix - 1) * columns);
        for (int k = 1; k < radix; k++)
        {
            for (int p = 0; p < columns; p++)
            {
                (double sin, double cos) = Math.SinCos(-2 * Math.PI * p * k / ((double)radix * columns));
                float* factor = factors.Pointer + (2 * (k - 1) * columns) + p;
                factor[0] = (float)cos;
                factor[columns] = (float)sin;
            }
        }

        return factors;
    }

    private static AlignedFloats OutputFactors(int radix, int columns)
    {
        var factors = new AlignedFloats(2 * (radix - 1) * columns);
        for (int p = 0; p < columns; p++)
        {
            for (int k = 1; k < radix; k++)
            {
                (double sin, double cos) = Math.SinCos(-2 * Math.PI * p * k / ((double)radix * columns));
                float* factor = factors.Pointer + (2 * ((p * (radix - 1)) + k - 1));
                factor[0] = (float)cos;
                factor[1] = (float)sin;
            }
        }

        return factors;
    }
}

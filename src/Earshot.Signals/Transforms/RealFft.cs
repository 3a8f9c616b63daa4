using System.Numerics;

namespace Earshot.Signals.Transforms;

/// <summary>Discrete Fourier transform of real signals, in split form (real and imaginary parts in spans of their own).</summary>
/// <remarks>
/// Forward: X[k] = sum over n of x[n] exp(-2 pi i k n / N), k = 0 .. N/2, not scaled. Inverse scales by 1/N, so that the pair
/// is an identity. An instance holds scratch memory and belongs to one thread; calls allocate nothing.
/// </remarks>
public sealed class RealFft
{
    private readonly Complex[] _roots; // [Length], exp(-2 pi i k / N)
    private readonly Complex[] _work; // [Length]
    private readonly Complex[] _result; // [Length]

    /// <summary>Creates a plan.</summary>
    /// <param name="length">Samples per transform, 2 or more and even.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is odd or less than 2.</exception>
    public RealFft(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 2);
        if (length % 2 != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(length), length, "the length of a real transform must be even");
        }

        Length = length;
        _roots = new Complex[length];
        _work = new Complex[length];
        _result = new Complex[length];
        for (int k = 0; k < length; k++)
        {
            _roots[k] = Complex.FromPolarCoordinates(1, -2 * Math.PI * k / length);
        }
    }

    /// <summary>Samples per transform.</summary>
    public int Length { get; }

    /// <summary>Bins per spectrum: Length / 2 + 1.</summary>
    public int BinCount => (Length / 2) + 1;

    /// <summary>Transforms a real signal.</summary>
    /// <param name="input">Length samples.</param>
    /// <param name="real">BinCount real parts.</param>
    /// <param name="imaginary">BinCount imaginary parts; the first and the last are 0.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void Forward(ReadOnlySpan<float> input, Span<float> real, Span<float> imaginary)
    {
        Check(input.Length, real.Length, imaginary.Length);
        for (int n = 0; n < Length; n++)
        {
            _work[n] = input[n];
        }

        Transform(_work, 0, 1, _result, 0, Length);
        for (int k = 0; k < BinCount; k++)
        {
            real[k] = (float)_result[k].Real;
            imaginary[k] = (float)_result[k].Imaginary;
        }

        imaginary[0] = 0;
        imaginary[BinCount - 1] = 0;
    }

    /// <summary>Transforms a spectrum back, scaled by 1/Length.</summary>
    /// <param name="real">BinCount real parts.</param>
    /// <param name="imaginary">BinCount imaginary parts; the first and the last are ignored.</param>
    /// <param name="output">Length samples.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void Inverse(ReadOnlySpan<float> real, ReadOnlySpan<float> imaginary, Span<float> output)
    {
        Check(output.Length, real.Length, imaginary.Length);
        int last = BinCount - 1;
        _work[0] = real[0];
        _work[last] = real[last];
        for (int k = 1; k < last; k++)
        {
            // The conjugate of the spectrum, so that the forward transform inverts it.
            _work[k] = new Complex(real[k], -imaginary[k]);
            _work[Length - k] = new Complex(real[k], imaginary[k]);
        }

        Transform(_work, 0, 1, _result, 0, Length);
        double scale = 1.0 / Length;
        for (int n = 0; n < Length; n++)
        {
            output[n] = (float)(_result[n].Real * scale);
        }
    }

    private void Check(int signal, int real, int imaginary)
    {
        Require(signal, Length, nameof(signal));
        Require(real, BinCount, nameof(real));
        Require(imaginary, BinCount, nameof(imaginary));
    }

    private static void Require(int actual, int expected, string name)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"expected {expected} values, got {actual}", name);
        }
    }

    // Cooley-Tukey by the smallest prime factor.
    private void Transform(Complex[] x, int start, int stride, Complex[] y, int target, int n)
    {
        if (n == 1)
        {
            y[target] = x[start];
            return;
        }

        int radix = 2;
        while (n % radix != 0)
        {
            radix++;
        }

        int m = n / radix;
        for (int r = 0; r < radix; r++)
        {
            Transform(x, start + (r * stride), stride * radix, y, target + (r * m), m);
        }

        int step = Length / n;
        Span<Complex> column = stackalloc Complex[radix];
        for (int k = 0; k < m; k++)
        {
            for (int r = 0; r < radix; r++)
            {
                column[r] = y[target + (r * m) + k];
            }

            for (int q = 0; q < radix; q++)
            {
                Complex sum = Complex.Zero;
                for (int r = 0; r < radix; r++)
                {
                    sum += column[r] * _roots[(int)((long)r * (k + (q * m)) % n) * step];
                }

                y[target + (q * m) + k] = sum;
            }
        }
    }
}

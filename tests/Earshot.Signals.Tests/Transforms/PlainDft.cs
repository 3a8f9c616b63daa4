using System.Numerics;

namespace Earshot.Signals.Tests.Transforms;

/// <summary>The transforms as their definitions say, in double: what the fast ones are compared with.</summary>
internal static class PlainDft
{
    /// <summary>O(N^2), straight from the sum; the phase is reduced in integers, so it is exact to rounding.</summary>
    public static Complex[] BySum(ReadOnlySpan<Complex> x)
    {
        int n = x.Length;
        var y = new Complex[n];
        for (int k = 0; k < n; k++)
        {
            for (int j = 0; j < n; j++)
            {
                y[k] += x[j] * Complex.FromPolarCoordinates(1, -2 * Math.PI * ((long)j * k % n) / n);
            }
        }

        return y;
    }

    /// <summary>Cooley-Tukey by the smallest prime factor, recursive: for lengths at which the sum takes too long.</summary>
    public static Complex[] ByFactors(ReadOnlySpan<Complex> x)
    {
        int n = x.Length;
        int radix = 2;
        while (n % radix != 0 && radix < n)
        {
            radix++;
        }

        if (radix >= n)
        {
            return BySum(x);
        }

        int m = n / radix;
        var parts = new Complex[radix][];
        for (int r = 0; r < radix; r++)
        {
            var part = new Complex[m];
            for (int j = 0; j < m; j++)
            {
                part[j] = x[(j * radix) + r];
            }

            parts[r] = ByFactors(part);
        }

        var y = new Complex[n];
        for (int k = 0; k < n; k++)
        {
            for (int r = 0; r < radix; r++)
            {
                y[k] += parts[r][k % m] * Complex.FromPolarCoordinates(1, -2 * Math.PI * ((long)r * k % n) / n);
            }
        }

        return y;
    }

    /// <summary>Root of the error's energy over the spectrum's.</summary>
    public static double RelativeError(ReadOnlySpan<Complex> expected, ReadOnlySpan<float> re, ReadOnlySpan<float> im)
    {
        double error = 0;
        double energy = 0;
        for (int k = 0; k < expected.Length; k++)
        {
            double differenceRe = expected[k].Real - re[k];
            double differenceIm = expected[k].Imaginary - im[k];
            error += (differenceRe * differenceRe) + (differenceIm * differenceIm);
            energy += (expected[k].Real * expected[k].Real) + (expected[k].Imaginary * expected[k].Imaginary);
        }

        return Math.Sqrt(error / energy);
    }
}

// Pressure on a rigid sphere from a point source at a finite distance; by reciprocity also the far field of a source on a sphere.
// Source: Rabinowitz, Maxwell, Shao and Wei, JASA 93 (1993); Duda and Martens, "Range dependence of the response of a spherical
// head model", JASA 104 (1998), eq. 3: H = -(rho / mu) e^(-i mu rho) sum over m of (2m + 1) P_m(cos theta) h_m(mu rho) / h'_m(mu),
// mu = k a, rho = r / a.
// Deviations: time convention e^(+jwt), so Hankel functions of the second kind; pressure against that of the source at one metre in
// free field, so H e^(-jkr) / r; quotients of neighbouring orders instead of the functions, which overflow at low mu.
// Cost: about mu + 12 terms a frequency, some forty operations each.
using System.Numerics;

namespace Earshot.Spatial.Plants;

/// <summary>The series of one source distance and frequency, to be summed at any number of angles.</summary>
internal sealed class SphereScattering
{
    private const double Smallest = 1e-11;
    private const int MostTerms = 400;
    private readonly double[] _re = new double[MostTerms]; // [order], (2m + 1) h_m(mu rho) / h'_m(mu) / (-mu a)
    private readonly double[] _im = new double[MostTerms];
    private int _count;

    /// <summary>Computes the coefficients.</summary>
    /// <param name="radiusM">Radius of the sphere.</param>
    /// <param name="distanceM">From the centre of the sphere to the source, more than the radius.</param>
    /// <param name="waveNumber">Angular frequency over speed of sound, above 0.</param>
    public void Prepare(double radiusM, double distanceM, double waveNumber)
    {
        double mu = waveNumber * radiusM;
        double x = waveNumber * distanceM;
        double scale = -1 / (mu * radiusM);

        // 1. Order 0: t = h_0(x) / h_0(mu); the quotients h_1 / h_0 are 1 / z + j.
        Complex t = mu / x * Complex.FromPolarCoordinates(1, -(x - mu));
        (double farRe, double farIm) = (1 / x, 1);
        (double nearRe, double nearIm) = (1 / mu, 1);
        Complex first = -t / new Complex(nearRe, nearIm) * scale;
        _re[0] = first.Real;
        _im[0] = first.Imaginary;
        double largest = first.Magnitude;
        double tRe = t.Real;
        double tIm = t.Imaginary;
        _count = 1;
        for (int m = 1; m < MostTerms; m++)
        {
            // 2. t_m = t_(m-1) (h_m / h_(m-1))(x) / (h_m / h_(m-1))(mu).
            double nearPower = (nearRe * nearRe) + (nearIm * nearIm);
            double inverseRe = nearRe / nearPower;
            double inverseIm = -nearIm / nearPower;
            double aRe = (tRe * farRe) - (tIm * farIm);
            double aIm = (tRe * farIm) + (tIm * farRe);
            tRe = (aRe * inverseRe) - (aIm * inverseIm);
            tIm = (aRe * inverseIm) + (aIm * inverseRe);

            // 3. h'_m = h_(m-1) - (m + 1) / mu h_m, so h_m(x) / h'_m(mu) = t_m / (h_(m-1) / h_m - (m + 1) / mu).
            double dRe = inverseRe - ((m + 1) / mu);
            double dPower = (dRe * dRe) + (inverseIm * inverseIm);
            double factor = ((2 * m) + 1) * scale / dPower;
            _re[m] = ((tRe * dRe) + (tIm * inverseIm)) * factor;
            _im[m] = ((tIm * dRe) - (tRe * inverseIm)) * factor;
            _count = m + 1;
            double size = Math.Abs(_re[m]) + Math.Abs(_im[m]);
            largest = Math.Max(largest, size);
            if (m > mu && size < Smallest * largest)
            {
                break;
            }

            // 4. The next quotients: r_(m+1) = (2m + 1) / z - 1 / r_m, stable upwards for Hankel functions.
            double farPower = (farRe * farRe) + (farIm * farIm);
            (farRe, farIm) = ((((2 * m) + 1) / x) - (farRe / farPower), farIm / farPower);
            (nearRe, nearIm) = ((((2 * m) + 1) / mu) - inverseRe, -inverseIm);
        }
    }

    /// <summary>Pressure on the surface, relative to that of the source at one metre in free field.</summary>
    /// <param name="cosine">Cosine of the angle between the source and the point on the surface, seen from the centre.</param>
    public Complex At(double cosine)
    {
        double re = _re[0];
        double im = _im[0];
        double before = 1;
        double legendre = cosine;
        for (int m = 1; m < _count; m++)
        {
            re += legendre * _re[m];
            im += legendre * _im[m];
            double next = ((((2 * m) + 1) * cosine * legendre) - (m * before)) / (m + 1);
            before = legendre;
            legendre = next;
        }

        return new Complex(re, im);
    }
}

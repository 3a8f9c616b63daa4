// Far field of a point source on an endless rigid cylinder, against the same source in free field.
// Source: Junger and Feit, "Sound, Structures, and Their Interaction", 2nd ed., section 4.11; equal, by reciprocity, to the pressure of a
// plane wave on a rigid cylinder, Morse and Ingard, "Theoretical Acoustics", section 8.1:
// G(phi) = 2 / (pi x) sum over m of e_m j^(m-1) cos(m phi) / H_m'(x), x = k a sin(polar angle), H of the second kind for e^(+jwt);
// phase against the axis of the cylinder.
// Deviation: exact only for a body much taller than the wavelength; the top and the bottom do not scatter.
// Cost: about x + 15 terms a frequency and angle.
using System.Numerics;

namespace Earshot.Spatial.Plants;

/// <summary>The series for one argument, to be summed at any number of angles.</summary>
internal sealed class CylinderScattering
{
    private const int MostTerms = 300;
    private readonly double[] _bessel = new double[MostTerms + 42]; // [order], J_m(x)
    private readonly Complex[] _coefficients = new Complex[MostTerms]; // [order]
    private int _count;

    /// <summary>Computes the coefficients.</summary>
    /// <param name="x">Wave number times radius times the sine of the polar angle, above 0.</param>
    public void Prepare(double x)
    {
        int terms = Math.Min(MostTerms - 1, (int)x + 18);
        FillBesselJ(x, terms + 1);
        double y0 = BesselY0(x);
        // Wronskian J_1 Y_0 - J_0 Y_1 = 2 / (pi x).
        double y1 = Math.Abs(_bessel[0]) > 1e-3
            ? ((_bessel[1] * y0) - (2 / (Math.PI * x))) / _bessel[0]
            : MathNet.Numerics.SpecialFunctions.BesselY(1, x);
        double scale = 2 / (Math.PI * x);
        _count = 0;
        Complex turn = -Complex.ImaginaryOne; // j^(m - 1)
        double yBefore = -y1; // Y_(-1)
        double y = y0;
        for (int m = 0; m <= terms; m++)
        {
            // H_m' = H_(m-1) - m / x H_m.
            double jBefore = m == 0 ? -_bessel[1] : _bessel[m - 1];
            double dJ = jBefore - (m / x * _bessel[m]);
            double dY = yBefore - (m / x * y);
            Complex term = (m == 0 ? 1 : 2) * scale * turn / new Complex(dJ, -dY);
            _coefficients[_count++] = term;
            if (m > x && term.Magnitude < 1e-12)
            {
                break;
            }

            turn *= Complex.ImaginaryOne;
            double yNext = (2 * m / x * y) - yBefore;
            (yBefore, y) = (y, m == 0 ? y1 : yNext);
        }
    }

    /// <summary>The gain towards an azimuth.</summary>
    /// <param name="angle">Radians between the source and the direction, around the axis.</param>
    public Complex At(double angle)
    {
        Complex sum = Complex.Zero;
        for (int m = 0; m < _count; m++)
        {
            sum += _coefficients[m] * Math.Cos(m * angle);
        }

        return sum;
    }

    // Miller's backward recurrence, normalised by 1 = J_0 + 2 (J_2 + J_4 + ...).
    private void FillBesselJ(double x, int last)
    {
        int start = last + 20 + (int)Math.Sqrt(40 * last);
        start = Math.Min(start, _bessel.Length - 2) / 2 * 2;
        double above = 0;
        double here = 1e-250;
        double sum = 0;
        for (int m = start; m >= 0; m--)
        {
            _bessel[m] = here;
            sum += m == 0 ? here : m % 2 == 0 ? 2 * here : 0;
            (above, here) = (here, (2 * m / x * here) - above);
            if (Math.Abs(here) > 1e200)
            {
                here *= 1e-250;
                above *= 1e-250;
                sum *= 1e-250;
                for (int n = m; n <= start; n++)
                {
                    _bessel[n] *= 1e-250;
                }
            }
        }

        for (int m = 0; m <= start; m++)
        {
            _bessel[m] /= sum;
        }
    }

    private static double BesselY0(double x) => MathNet.Numerics.SpecialFunctions.BesselY(0, x);
}

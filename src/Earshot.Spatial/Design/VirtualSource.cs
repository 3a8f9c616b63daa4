// A virtual source with as few means as will do: the near ear gets an all-pass, so its tone does not change, the far ear a delay and a
// first-order shelf that takes the high frequencies. The five numbers are fitted to the quotient far / near of a head at the virtual angle:
// far / near = g (1 + jw/w2) / (1 + jw/w1) e^(-jwt) (1 + jw/wa) / (1 - jw/wa).
// Source of the idea: Brown and Duda, IEEE TSAP 6 (1998), a delay and a one-pole one-zero shadow an ear; deviation: fitted to the
// quotient as a whole, so that the delay of the shadow counts too, and the time difference is right at low and at high frequencies.
// Cost: a simplex search of some thousand evaluations, once.
using System.Numerics;
using Earshot.Signals.Rooms;
using Earshot.Spatial.Plants;
using MathNet.Numerics.Optimization;
using RealVector = MathNet.Numerics.LinearAlgebra.Vector<double>;

namespace Earshot.Spatial.Design;

/// <summary>What near and far ear get of a virtual source. Immutable.</summary>
public sealed class VirtualSource
{
    private const double FitLowHz = 200;
    private const double FitHighHz = 8000;

    // Below this the time difference decides where a source seems to be (Wightman and Kistler, JASA 91, 1992), so errors count more.
    private const double TimeHighHz = 1500;
    private const double TimeWeight = 10;

    private VirtualSource(double angleDeg, double gain, double poleHz, double zeroHz, double delaySeconds, double allPassHz, double error)
    {
        AngleDeg = angleDeg;
        FarGain = gain;
        FarPoleHz = poleHz;
        FarZeroHz = zeroHz;
        FarDelaySeconds = delaySeconds;
        NearAllPassHz = allPassHz;
        FitErrorDb = error;
    }

    /// <summary>From the front to the virtual source, in degrees.</summary>
    public double AngleDeg { get; }

    /// <summary>Far over near at the lowest frequencies.</summary>
    public double FarGain { get; }

    /// <summary>Where the far ear's shadow begins, in Hz.</summary>
    public double FarPoleHz { get; }

    /// <summary>Where it ends, in Hz.</summary>
    public double FarZeroHz { get; }

    /// <summary>The far ear's delay beside that of its shadow, in seconds.</summary>
    public double FarDelaySeconds { get; }

    /// <summary>Corner of the near ear's all-pass in Hz.</summary>
    public double NearAllPassHz { get; }

    /// <summary>Energy of the difference between the fitted and the head's far ear, against the head's, in dB; below 1.5 kHz it counts tenfold.</summary>
    public double FitErrorDb { get; }

    /// <summary>
    /// Gain that makes a source in the centre as loud as one that both virtual sources play: the root mean square of 1 + far / near over
    /// 200 Hz to 8 kHz.
    /// </summary>
    public double CenterGain
    {
        get
        {
            double[] hz = FrequencyGrid.Logarithmic(FitLowHz, FitHighHz);
            return Math.Sqrt(hz.Average(f =>
            {
                double size = (1 + (Far(f) / Near(f))).Magnitude;
                return size * size;
            }));
        }
    }

    /// <summary>Fits a virtual source to a head.</summary>
    /// <param name="head">The head.</param>
    /// <param name="angleDeg">To the side, 5 .. 90 degrees from the front.</param>
    /// <param name="distanceM">From the head's centre, 0.3 m or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public static VirtualSource Fit(IHead head, double angleDeg, double distanceM = 2)
    {
        ArgumentNullException.ThrowIfNull(head);
        if (!(angleDeg is >= 5 and <= 90))
        {
            throw new ArgumentOutOfRangeException(nameof(angleDeg), angleDeg, "expected 5..90 degrees");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(distanceM, 0.3);
        double[] hz = FrequencyGrid.Logarithmic(FitLowHz, FitHighHz);
        var near = new Complex[hz.Length];
        var far = new Complex[hz.Length];
        double angle = angleDeg * Math.PI / 180;
        head.Respond(new Vector3D(distanceM * Math.Cos(angle), distanceM * Math.Sin(angle), 0), hz, near, far);
        Complex[] wanted = [.. hz.Select((_, i) => far[i] / near[i])];
        double energy = wanted.Select((q, i) => (hz[i] < TimeHighHz ? TimeWeight : 1) * q.Magnitude * q.Magnitude).Sum();

        // Logarithms keep gains, corners and the delay positive; the zero stands above the pole.
        double Error(RealVector p)
        {
            VirtualSource trial = FromLogarithms(angleDeg, p, 0);
            double sum = 0;
            for (int i = 0; i < hz.Length; i++)
            {
                Complex difference = (trial.Far(hz[i]) / trial.Near(hz[i])) - wanted[i];
                double weight = hz[i] < TimeHighHz ? TimeWeight : 1;
                sum += weight * ((difference.Real * difference.Real) + (difference.Imaginary * difference.Imaginary));
            }

            return sum / energy;
        }

        double itd = SphericalHead.DefaultRadiusM / Sound.Speed * (angle + Math.Sin(angle));
        RealVector start = RealVector.Build.Dense([Math.Log(0.9), Math.Log(1500), Math.Log(4), Math.Log(itd), Math.Log(20000)]);
        MinimizationResult best = new NelderMeadSimplex(1e-9, 6000).FindMinimum(
            ObjectiveFunction.Value(Error), start, RealVector.Build.Dense(start.Count, 0.3));
        return FromLogarithms(angleDeg, best.MinimizingPoint, 10 * Math.Log10(Math.Max(best.FunctionInfoAtMinimum.Value, 1e-12)));
    }

    /// <summary>The near ear's all-pass.</summary>
    /// <param name="hz">Frequency in Hz.</param>
    public Complex Near(double hz)
    {
        var corner = new Complex(1, hz / NearAllPassHz);
        return Complex.Conjugate(corner) / corner;
    }

    /// <summary>The far ear's delayed shelf.</summary>
    /// <param name="hz">Frequency in Hz.</param>
    public Complex Far(double hz) =>
        FarGain * new Complex(1, hz / FarZeroHz) / new Complex(1, hz / FarPoleHz) * Complex.FromPolarCoordinates(1, -2 * Math.PI * hz * FarDelaySeconds);

    private static VirtualSource FromLogarithms(double angleDeg, RealVector p, double error)
    {
        double pole = Math.Exp(Math.Clamp(p[1], Math.Log(100), Math.Log(20000)));
        return new VirtualSource(
            angleDeg,
            Math.Exp(Math.Min(p[0], 0)),
            pole,
            pole * (1 + Math.Exp(Math.Clamp(p[2], -5, 8))),
            Math.Exp(Math.Clamp(p[3], Math.Log(1e-6), Math.Log(1e-3))),
            Math.Exp(Math.Clamp(p[4], Math.Log(300), Math.Log(200000))),
            error);
    }
}

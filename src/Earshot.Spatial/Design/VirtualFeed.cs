// A virtual source through cancellation that is not perfect. With X what leaks of the right programme to the left ear, and Y of the left one to the
// right ear (both relative to the ears' own level), playing left plus r times right gives 1 + r X and Y + r; for a far ear of v times
// the near one, r = (v - Y) / (1 - v X), and dividing by 1 + r X leaves the near ear's tone alone. Where cancellation works, X = Y = 0
// and r = v; at low frequencies, where the effort cap forbids it, the correction restores the time difference as far as the cap allows.
// Cost: a search of some sixteen steps a frequency.
using System.Numerics;
using Earshot.Spatial.Plants;

namespace Earshot.Spatial.Design;

/// <summary>Weights of a programme channel that seems to come from a virtual source.</summary>
internal static class VirtualFeed
{
    private const int Steps = 16;

    // Nearer to silence the division by the near ear's level would only make noise of rounding.
    private const double LeastNear = 0.25;
    private const double SmoothingOctaves = 1 / 3.0;

    /// <summary>Makes the weights.</summary>
    /// <param name="near">The ear on the source's side.</param>
    /// <param name="own">Weights that reach that ear alone.</param>
    /// <param name="other">Weights that reach the other ear alone.</param>
    /// <param name="nominal">Paths to a head at the nominal place.</param>
    /// <param name="source">The virtual source.</param>
    /// <param name="cap">Most effort of one ear's cancellation in dB over frequency; a source that both ears hear may need up to 6 dB more.</param>
    public static DriverWeights Make(Ear near, DriverWeights own, DriverWeights other, EarPlant nominal, VirtualSource source, DecibelCurve cap)
    {
        double[] hz = own.FrequenciesHz.ToArray();
        Ear far = near == Ear.Left ? Ear.Right : Ear.Left;
        var shares = new double[hz.Length];
        for (int i = 0; i < hz.Length; i++)
        {
            shares[i] = LargestShare(i);
        }

        double[] smooth = LogSmoothing.Smooth(hz, shares, SmoothingOctaves);
        var result = new DriverWeights(own.DriverCount, hz);
        for (int i = 0; i < hz.Length; i++)
        {
            (Complex ownGain, Complex otherGain) = Gains(i, Math.Min(shares[i], smooth[i]));
            Complex tone = source.Near(hz[i]);
            for (int n = 0; n < own.DriverCount; n++)
            {
                result.Edit(n)[i] = tone * ((ownGain * own.Of(n)[i]) + (otherGain * other.Of(n)[i]));
            }
        }

        return result;

        // The largest share of the correction that the cap allows.
        double LargestShare(int i)
        {
            // Two channels at the cap that differ in phase by the quotient's may need as much; the correction gets no more.
            double worst = 1 + (source.Far(hz[i]) / source.Near(hz[i])).Magnitude;
            double most = Math.Pow(10, cap.At(hz[i]) / 10) * worst * worst;
            for (int step = Steps; step > 0; step--)
            {
                double share = step / (double)Steps;
                (Complex ownGain, Complex otherGain) = Gains(i, share);
                double effort = 0;
                for (int n = 0; n < own.DriverCount; n++)
                {
                    Complex w = (ownGain * own.Of(n)[i]) + (otherGain * other.Of(n)[i]);
                    effort += (w.Real * w.Real) + (w.Imaginary * w.Imaginary);
                }

                if (effort <= most && ownGain.Magnitude <= 1 / LeastNear)
                {
                    return share;
                }
            }

            return 0;
        }

        (Complex Own, Complex Other) Gains(int i, double share)
        {
            Complex quotient = source.Far(hz[i]) / source.Near(hz[i]);
            Complex ownNear = At(own, near, i);
            Complex otherFar = At(other, far, i);
            Complex leakNear = At(other, near, i) / ownNear;
            Complex leakFar = At(own, far, i) / otherFar;
            Complex divisor = 1 - (quotient * leakNear);
            Complex exact = divisor.Magnitude > 1e-6 ? (quotient - leakFar) / divisor : quotient;
            Complex r = (share * exact) + ((1 - share) * quotient);
            Complex level = 1 + (r * leakNear);
            if (level.Magnitude < LeastNear)
            {
                level *= LeastNear / Math.Max(level.Magnitude, 1e-9);
            }

            return (1 / level, r / level);
        }

        Complex At(DriverWeights weights, Ear ear, int i)
        {
            Complex sum = Complex.Zero;
            for (int n = 0; n < weights.DriverCount; n++)
            {
                sum += weights.Of(n)[i] * nominal.Path(ear, n)[i];
            }

            return sum;
        }
    }
}

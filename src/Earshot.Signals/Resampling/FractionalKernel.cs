using Earshot.Signals.Filters;

namespace Earshot.Signals.Resampling;

/// <summary>Taps that delay by a fraction of a sample: the Kaiser-windowed sinc at equal rates.</summary>
/// <remarks>
/// Nothing can alias at equal rates, so the transition lies astride the Nyquist frequency and the kernel is half as long as a
/// resampler's of the same quality. A fraction of 0 is a unit impulse, bit for bit.
/// </remarks>
internal sealed class FractionalKernel
{
    private readonly KaiserSinc _kernel;

    public FractionalKernel(ResamplerQuality quality)
    {
        ResamplerQuality.Validate(quality);
        double passEdge = 0.5 * quality.PassBand;
        _kernel = new KaiserSinc(passEdge, 1 - passEdge, quality.StopBandDb);
        HalfLength = (int)Math.Ceiling(_kernel.HalfWidth);
    }

    /// <summary>Half of the number of taps; the kernel's center lies on tap HalfLength - 1 for a fraction of 0.</summary>
    public int HalfLength { get; }

    /// <summary>Computes the taps for a fraction; they sum to one.</summary>
    /// <param name="fraction">0 .. 1, 1 excluded.</param>
    public double[] Taps(double fraction)
    {
        var taps = new double[2 * HalfLength];
        if (fraction == 0)
        {
            taps[HalfLength - 1] = 1;
            return taps;
        }

        double sum = 0;
        for (int k = 0; k < taps.Length; k++)
        {
            taps[k] = _kernel.At(k - (HalfLength - 1) - fraction);
            sum += taps[k];
        }

        for (int k = 0; k < taps.Length; k++)
        {
            taps[k] /= sum;
        }

        return taps;
    }
}

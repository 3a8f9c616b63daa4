using Earshot.Signals.Filters;
using Earshot.Signals.Streaming;

namespace Earshot.Signals.Resampling;

/// <summary>Delays a stream of one channel by any number of samples, fractions included, without changing its rate.</summary>
/// <remarks>
/// Windowed sinc (T. Laakso et al., "Splitting the unit delay", IEEE Signal Processing Magazine, 1996), flat to the pass band of its
/// quality. y[n] = x(n - LatencySamples - DelaySamples): every delay of one quality has the same latency, so delays between channels
/// are exact. Any chopping of the stream gives the same bits; calls allocate nothing. Samples that are not finite are taken as 0.
/// Cost a sample: one multiplication a tap, 2 (LatencySamples + 1) taps.
/// </remarks>
public sealed class FractionalDelay
{
    /// <summary>Largest delay in samples.</summary>
    public const double MaxDelaySamples = 1 << 22;

    private readonly FirFilter _filter; // the fraction
    private readonly float[] _ring; // [whole samples of delay]
    private int _position;

    /// <summary>Creates a delay full of silence.</summary>
    /// <param name="delaySamples">Delay in samples, 0 .. 2^22.</param>
    /// <param name="quality">Pass band and accuracy; null for <see cref="KnownResamplers.Standard"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The delay is out of range.</exception>
    /// <exception cref="ArgumentException">The quality is out of range.</exception>
    public FractionalDelay(double delaySamples, ResamplerQuality? quality = null)
    {
        if (delaySamples is not (>= 0 and <= MaxDelaySamples))
        {
            throw new ArgumentOutOfRangeException(nameof(delaySamples), delaySamples, $"expected 0 .. {MaxDelaySamples}");
        }

        var kernel = new FractionalKernel(quality ?? KnownResamplers.Standard);
        int whole = (int)Math.Floor(delaySamples);
        float[] taps = [.. kernel.Taps(delaySamples - whole).Select(tap => (float)tap)];
        _filter = new FirFilter(taps);
        _ring = new float[whole];
        DelaySamples = delaySamples;
        LatencySamples = kernel.HalfLength - 1;
    }

    /// <summary>The delay that was asked for, in samples.</summary>
    public double DelaySamples { get; }

    /// <summary>Delay that the filter adds to it, in samples.</summary>
    public int LatencySamples { get; }

    /// <summary>Adds a band-limited impulse at any instant, without latency: what is missed at the ends is cut off.</summary>
    /// <param name="target">The samples that the impulse is added to.</param>
    /// <param name="position">Instant in samples from the first one of <paramref name="target"/>, finite.</param>
    /// <param name="amplitude">Sum of the impulse; its peak when the position is whole.</param>
    /// <param name="quality">Pass band and accuracy; null for <see cref="KnownResamplers.Standard"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The position is not finite.</exception>
    /// <exception cref="ArgumentException">The quality is out of range.</exception>
    public static void AddImpulse(Span<float> target, double position, double amplitude, ResamplerQuality? quality = null)
    {
        if (!double.IsFinite(position))
        {
            throw new ArgumentOutOfRangeException(nameof(position), position, "expected a finite number");
        }

        var kernel = new FractionalKernel(quality ?? KnownResamplers.Standard);
        double whole = Math.Floor(position);
        double[] taps = kernel.Taps(position - whole);
        double first = whole - (kernel.HalfLength - 1);
        for (int k = 0; k < taps.Length; k++)
        {
            double n = first + k;
            if (n >= 0 && n < target.Length)
            {
                target[(int)n] += (float)(amplitude * taps[k]);
            }
        }
    }

    /// <summary>Delays the next samples.</summary>
    /// <param name="input">Any number of samples.</param>
    /// <param name="output">As many samples; may be the same memory as <paramref name="input"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="output"/> has another length.</exception>
    public void Process(ReadOnlySpan<float> input, Span<float> output)
    {
        _filter.Process(input, output);
        if (_ring.Length == 0)
        {
            return;
        }

        for (int n = 0; n < output.Length; n++)
        {
            (output[n], _ring[_position]) = (_ring[_position], output[n]);
            _position = _position + 1 == _ring.Length ? 0 : _position + 1;
        }
    }

    /// <summary>Returns to silence.</summary>
    public void Reset()
    {
        _filter.Reset();
        Array.Clear(_ring);
        _position = 0;
    }
}

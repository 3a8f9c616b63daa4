using Earshot.Signals.Streaming;

namespace Earshot.Signals.Filters;

/// <summary>One second-order section at work on a stream of one channel.</summary>
/// <remarks>
/// Transposed direct form II with a state in double: y = b0 x + s1, s1 = b1 x - a1 y + s2, s2 = b2 x - a2 y. Any chopping of the
/// stream gives the same bits; calls allocate nothing. Samples that are not finite are taken as 0; a tail that fades below 1e-30
/// in silence is cut, so that it never becomes subnormal. Cost: 5 multiplications a sample.
/// </remarks>
public sealed class BiquadFilter
{
    internal const double Inaudible = 1e-30;

    private BiquadCoefficients _coefficients;
    private double _s1;
    private double _s2;

    /// <summary>Creates a filter in silence.</summary>
    /// <param name="coefficients">A stable section.</param>
    /// <exception cref="ArgumentException">The section is not stable.</exception>
    public BiquadFilter(BiquadCoefficients coefficients) => Coefficients = coefficients;

    /// <summary>The section; setting it keeps the state, so that a slow change makes no click.</summary>
    /// <exception cref="ArgumentException">The section is not stable.</exception>
    public BiquadCoefficients Coefficients
    {
        get => _coefficients;
        set => _coefficients = value.IsStable ? value : throw new ArgumentException($"expected a stable section, got {value}", nameof(value));
    }

    /// <summary>Filters the next samples.</summary>
    /// <param name="input">Any number of samples.</param>
    /// <param name="output">As many samples; may be the same memory as <paramref name="input"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="output"/> has another length.</exception>
    public void Process(ReadOnlySpan<float> input, Span<float> output)
    {
        if (output.Length != input.Length)
        {
            throw new ArgumentException($"expected {input.Length} samples, got {output.Length}", nameof(output));
        }

        (double b0, double b1, double b2, double a1, double a2) = _coefficients;
        double s1 = _s1;
        double s2 = _s2;
        for (int n = 0; n < input.Length; n++)
        {
            double x = Finite.OrZero(input[n]);
            if (x == 0 && Math.Abs(s1) + Math.Abs(s2) < Inaudible)
            {
                s1 = 0;
                s2 = 0;
            }

            double y = (b0 * x) + s1;
            s1 = (b1 * x) - (a1 * y) + s2;
            s2 = (b2 * x) - (a2 * y);
            output[n] = (float)y;
        }

        _s1 = s1;
        _s2 = s2;
        Finite.Copy(output, output);
    }

    /// <summary>Returns to silence.</summary>
    public void Reset()
    {
        _s1 = 0;
        _s2 = 0;
    }
}

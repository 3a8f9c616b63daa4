using Earshot.Signals.Streaming;

namespace Earshot.Signals.Filters;

/// <summary>Second-order sections one after another, at work on a stream of one channel.</summary>
/// <remarks>
/// As <see cref="BiquadFilter"/>, with double precision also between the sections; the sections of a filter of high order come from
/// <see cref="ButterworthDesign"/>. Any chopping of the stream gives the same bits; calls allocate nothing.
/// </remarks>
public sealed class BiquadCascade
{
    private readonly BiquadCoefficients[] _sections; // [section]
    private readonly double[] _state; // [section][2]

    /// <summary>Creates a cascade in silence.</summary>
    /// <param name="sections">Stable sections, first to last; none passes the input through.</param>
    /// <exception cref="ArgumentException">A section is not stable.</exception>
    public BiquadCascade(params ReadOnlySpan<BiquadCoefficients> sections)
    {
        for (int k = 0; k < sections.Length; k++)
        {
            if (!sections[k].IsStable)
            {
                throw new ArgumentException($"expected stable sections, number {k} is {sections[k]}", nameof(sections));
            }
        }

        _sections = sections.ToArray();
        _state = new double[2 * sections.Length];
    }

    /// <summary>The sections, first to last.</summary>
    public ReadOnlySpan<BiquadCoefficients> Sections => _sections;

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

        ReadOnlySpan<BiquadCoefficients> sections = _sections;
        Span<double> state = _state;
        for (int n = 0; n < input.Length; n++)
        {
            double x = Finite.OrZero(input[n]);
            for (int k = 0; k < sections.Length; k++)
            {
                (double b0, double b1, double b2, double a1, double a2) = sections[k];
                double s1 = state[2 * k];
                double s2 = state[(2 * k) + 1];
                if (x == 0 && Math.Abs(s1) + Math.Abs(s2) < BiquadFilter.Inaudible)
                {
                    s1 = 0;
                    s2 = 0;
                }

                double y = (b0 * x) + s1;
                state[2 * k] = (b1 * x) - (a1 * y) + s2;
                state[(2 * k) + 1] = (b2 * x) - (a2 * y);
                x = y;
            }

            output[n] = (float)x;
        }

        Finite.Copy(output, output);
    }

    /// <summary>Returns to silence.</summary>
    public void Reset() => Array.Clear(_state);
}

// The comb filter of PercepNet (Valin et al. 2020, section 4): p[n] = sum over k of w[k] x[n + k T], k = -5 .. 5, a Hann window over pitch
// periods. It keeps the harmonics of a voice and lowers noise between them by the sum of the squared weights, 0.125 or -9.03 dB.
// Deviation: of the future only what the stream's look-ahead holds is used. Taps that would reach further are left out, and the rest is scaled
// to a sum of 1; the tap power that goes with the taps in use is returned, because the strength formula needs it.
// Cost per frame: 11 multiply-adds a sample.
using System.Numerics.Tensors;

namespace Earshot.Denoising.SignalPath;

/// <summary>A finite comb filter over whole pitch periods.</summary>
internal static class CombFilter
{
    /// <summary>Periods on each side.</summary>
    public const int Reach = 5;

    /// <summary>Filters a stretch of a signal.</summary>
    /// <param name="signal">The signal; the stretch begins at <paramref name="start"/>.</param>
    /// <param name="start">Where the output begins, at least Reach periods after the beginning of the signal.</param>
    /// <param name="period">The pitch period in samples.</param>
    /// <param name="output">Receives the filtered stretch.</param>
    /// <returns>The sum of the squared weights: how much of white noise's power is left.</returns>
    public static double Apply(ReadOnlySpan<float> signal, int start, int period, Span<float> output)
    {
        int future = signal.Length - start - output.Length;
        int right = Math.Min(Reach, future / period);
        double sum = 0;
        double squares = 0;
        for (int k = -Reach; k <= right; k++)
        {
            double weight = Weight(k);
            sum += weight;
            squares += weight * weight;
        }

        output.Clear();
        for (int k = -Reach; k <= right; k++)
        {
            TensorPrimitives.MultiplyAdd(signal.Slice(start + (k * period), output.Length), (float)(Weight(k) / sum), output, output);
        }

        return squares / (sum * sum);
    }

    private static double Weight(int tap) => 0.5 + (0.5 * Math.Cos(Math.PI * tap / (Reach + 1)));
}

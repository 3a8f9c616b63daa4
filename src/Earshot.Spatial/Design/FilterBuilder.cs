// Weights over frequency -> finite filters: a modelling delay, the inverse transform, a window with short flanks.
// The delay sits in the middle of the taps unless another is asked for; weights are mirrored to real filters, so the first and the last
// bin lose their imaginary part. Cost: one transform a filter.
using System.Numerics;
using Earshot.Signals.Transforms;

namespace Earshot.Spatial.Design;

/// <summary>Makes filters.</summary>
internal static class FilterBuilder
{
    // Share of the taps that the window's rise and fall take, each.
    private const double Flank = 1 / 8.0;

    /// <summary>Makes the filters of all channels.</summary>
    /// <param name="name">A name for reports.</param>
    /// <param name="channels">The weights of left, right and, if there is one, centre; on the bins of one transform.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="tapCount">Taps a filter, at most as many as the transform has points.</param>
    /// <param name="delaySamples">Modelling delay, below the taps; may lie between samples.</param>
    public static FilterSet Build(string name, IReadOnlyList<DriverWeights> channels, int sampleRate, int tapCount, double delaySamples)
    {
        int drivers = channels[0].DriverCount;
        var taps = new float[channels.Count * drivers * tapCount];
        for (int c = 0; c < channels.Count; c++)
        {
            for (int n = 0; n < drivers; n++)
            {
                Impulse(channels[c].Of(n), delaySamples, taps.AsSpan(((c * drivers) + n) * tapCount, tapCount));
            }
        }

        return new FilterSet(name, sampleRate, channels.Count, drivers, tapCount, delaySamples, taps);
    }

    /// <summary>One filter.</summary>
    /// <param name="response">On the bins of a transform.</param>
    /// <param name="delaySamples">Modelling delay.</param>
    /// <param name="taps">Receives the taps.</param>
    public static void Impulse(ReadOnlySpan<Complex> response, double delaySamples, Span<float> taps)
    {
        int length = 2 * (response.Length - 1);
        var re = new float[response.Length];
        var im = new float[response.Length];
        for (int i = 0; i < response.Length; i++)
        {
            Complex shifted = response[i] * Complex.FromPolarCoordinates(1, -2 * Math.PI * i * delaySamples / length);
            re[i] = (float)shifted.Real;
            im[i] = i == 0 || i == response.Length - 1 ? 0 : (float)shifted.Imaginary;
        }

        var signal = new float[length];
        new RealFft(length).Inverse(re, im, signal);
        int flank = (int)(taps.Length * Flank);
        for (int n = 0; n < taps.Length; n++)
        {
            int edge = Math.Min(n, taps.Length - 1 - n);
            double window = edge >= flank ? 1 : 0.5 * (1 - Math.Cos(Math.PI * (edge + 0.5) / flank));
            taps[n] = (float)(signal[n] * window);
        }
    }
}

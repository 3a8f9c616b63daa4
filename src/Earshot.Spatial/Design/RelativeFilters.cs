// The relative-transfer-function form of a filter set: for every programme channel one shared equaliser, a plain delay for a reference
// driver and a short filter for each other driver, its quotient to the reference. Where the null lies depends on the quotients
// alone, so the equaliser and the gain can change without moving it.
// Source: relative transfer functions as of Gannot, Burshtein and Weinstein, IEEE TSP 49 (2001), turned round from microphones to drivers.
// Deviation: quotients are not divided by small references: the reference is the driver with the largest mean magnitude, floored 40 dB below
// its mean; quotients are cut to a length with a lead-in, because 1 / reference is not quite causal.
using System.Numerics;
using Earshot.Signals.Filters;

namespace Earshot.Spatial.Design;

/// <summary>One channel's drivers as an equaliser and quotients. Immutable.</summary>
public sealed class RelativeFilters
{
    private const double Floor = 0.01;
    private readonly float[] _equalizer; // [tap]
    private readonly float[] _quotients; // [driver][tap]
    private readonly int _tapCount;

    private RelativeFilters(int sampleRate, int reference, float[] equalizer, double equalizerDelay, float[] quotients, int tapCount, int leadIn)
    {
        SampleRate = sampleRate;
        ReferenceDriver = reference;
        _equalizer = equalizer;
        EqualizerDelaySamples = equalizerDelay;
        _quotients = quotients;
        _tapCount = tapCount;
        LeadInSamples = leadIn;
    }

    /// <summary>Samples per second.</summary>
    public int SampleRate { get; }

    /// <summary>The driver that gets only the equaliser and the delay of <see cref="LeadInSamples"/>.</summary>
    public int ReferenceDriver { get; }

    /// <summary>Delay of the equaliser in samples.</summary>
    public double EqualizerDelaySamples { get; }

    /// <summary>Delay of the reference driver, so that the others may lead it, in samples.</summary>
    public int LeadInSamples { get; }

    /// <summary>The shared equaliser.</summary>
    public ReadOnlySpan<float> Equalizer => _equalizer;

    /// <summary>A driver's quotient to the reference, behind the lead-in; a single 1 for the reference.</summary>
    /// <param name="driver">The driver, from 0.</param>
    public ReadOnlySpan<float> Quotient(int driver) => _quotients.AsSpan(driver * _tapCount, _tapCount);

    /// <summary>Takes weights apart.</summary>
    /// <param name="weights">On the bins of one transform.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="equalizerTaps">Taps of the equaliser, at most the points of the transform.</param>
    /// <param name="quotientTaps">Taps of the quotients.</param>
    /// <param name="leadInSamples">How far drivers may lead the reference; below the quotients' taps.</param>
    public static RelativeFilters Of(DriverWeights weights, int sampleRate, int equalizerTaps = 512, int quotientTaps = 256, int leadInSamples = 64)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(leadInSamples);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(leadInSamples, quotientTaps);
        int points = 2 * (weights.FrequenciesHz.Length - 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(equalizerTaps, points);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quotientTaps, points);

        // 1. The reference: the largest mean magnitude.
        int reference = 0;
        double largest = 0;
        for (int n = 0; n < weights.DriverCount; n++)
        {
            double mean = 0;
            foreach (Complex w in weights.Of(n))
            {
                mean += w.Magnitude / weights.FrequenciesHz.Length;
            }

            (reference, largest) = mean > largest ? (n, mean) : (reference, largest);
        }

        // 2. The equaliser is the reference's own filter, floored; what is divided by is what is multiplied with.
        var floored = new Complex[weights.FrequenciesHz.Length];
        for (int i = 0; i < floored.Length; i++)
        {
            Complex w = weights.Of(reference)[i];
            double least = Floor * largest;
            floored[i] = w.Magnitude >= least ? w : least * (w == Complex.Zero ? Complex.One : w / w.Magnitude);
        }

        var equalizer = new float[equalizerTaps];
        FilterBuilder.Impulse(floored, equalizerTaps / 2, equalizer);

        // 3. Quotients.
        var quotients = new float[weights.DriverCount * quotientTaps];
        var quotient = new Complex[floored.Length];
        for (int n = 0; n < weights.DriverCount; n++)
        {
            if (n == reference)
            {
                quotients[(n * quotientTaps) + leadInSamples] = 1;
                continue;
            }

            for (int i = 0; i < quotient.Length; i++)
            {
                quotient[i] = weights.Of(n)[i] / floored[i];
            }

            FilterBuilder.Impulse(quotient, leadInSamples, quotients.AsSpan(n * quotientTaps, quotientTaps));
        }

        return new RelativeFilters(sampleRate, reference, equalizer, equalizerTaps / 2, quotients, quotientTaps, leadInSamples);
    }

    /// <summary>A driver's whole response, equaliser times quotient.</summary>
    /// <param name="driver">The driver, from 0.</param>
    /// <param name="hz">Frequency in Hz.</param>
    public Complex Response(int driver, double hz) =>
        FrequencyResponse.Of(_equalizer, SampleRate, hz) * FrequencyResponse.Of(Quotient(driver), SampleRate, hz);
}

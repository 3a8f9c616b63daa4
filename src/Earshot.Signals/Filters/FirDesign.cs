namespace Earshot.Signals.Filters;

/// <summary>Linear-phase finite impulse responses by the windowed-sinc method of Kaiser.</summary>
/// <remarks>
/// Every design has an odd number of taps, symmetric about the middle one, so that it delays all frequencies by
/// (taps - 1) / 2 samples exactly. Edges name the middle of a transition, where the gain is 1/2 (-6 dB); the pass band ends half a
/// transition before it and the stop band begins half a transition after it. Ripple of the pass band equals the gain of the stop band.
/// </remarks>
public static class FirDesign
{
    /// <summary>Most taps that a design may have.</summary>
    public const int MaxTapCount = (1 << 20) + 1;

    // Kaiser's estimates miss the attenuation by up to 3 dB; with this much more asked of them, designs hold what they promise.
    private const double MarginDb = 3;

    /// <summary>Taps that a design needs, odd.</summary>
    /// <param name="sampleRate">Samples per second, 1 or more.</param>
    /// <param name="transitionHz">Width of the transition, above 0.</param>
    /// <param name="attenuationDb">Attenuation of the stop band, 30 .. 160 dB.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range, or the taps would exceed <see cref="MaxTapCount"/>.</exception>
    public static int TapCount(int sampleRate, double transitionHz, double attenuationDb)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        if (!(attenuationDb is >= 30 and <= 160))
        {
            throw new ArgumentOutOfRangeException(nameof(attenuationDb), attenuationDb, "expected 30 .. 160 dB");
        }

        double half = 0.5 * KaiserSinc.Order(attenuationDb + MarginDb, transitionHz / sampleRate);
        if (!(transitionHz > 0 && half <= MaxTapCount / 2))
        {
            throw new ArgumentOutOfRangeException(nameof(transitionHz), transitionHz, $"expected above 0 and wide enough for {MaxTapCount} taps");
        }

        return (2 * (int)Math.Ceiling(half)) + 1;
    }

    /// <summary>Low-pass, gain 1 at 0 Hz.</summary>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="cutoffHz">Middle of the transition, half a transition or more away from 0 and from half the rate.</param>
    /// <param name="transitionHz">Width of the transition.</param>
    /// <param name="attenuationDb">Attenuation of the stop band, 30 .. 160 dB; float32 taps end near 140.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static float[] LowPass(int sampleRate, double cutoffHz, double transitionHz, double attenuationDb) =>
        Round(Prototype(sampleRate, cutoffHz, transitionHz, attenuationDb, nameof(cutoffHz)));

    /// <summary>High-pass: what a low-pass leaves over.</summary>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="cutoffHz">Middle of the transition, half a transition or more away from 0 and from half the rate.</param>
    /// <param name="transitionHz">Width of the transition.</param>
    /// <param name="attenuationDb">Attenuation of the stop band, 30 .. 160 dB; float32 taps end near 140.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static float[] HighPass(int sampleRate, double cutoffHz, double transitionHz, double attenuationDb)
    {
        double[] low = Prototype(sampleRate, cutoffHz, transitionHz, attenuationDb, nameof(cutoffHz));
        double[] taps = [.. low.Select(tap => -tap)];
        taps[taps.Length / 2] += 1;
        return Round(taps);
    }

    /// <summary>Band-pass: the difference of two low-passes.</summary>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="lowHz">Middle of the lower transition.</param>
    /// <param name="highHz">Middle of the upper transition, one transition or more above <paramref name="lowHz"/>.</param>
    /// <param name="transitionHz">Width of both transitions.</param>
    /// <param name="attenuationDb">Attenuation of the stop bands, 30 .. 154 dB, to which the design adds the 6 dB that two ripples cost.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static float[] BandPass(int sampleRate, double lowHz, double highHz, double transitionHz, double attenuationDb)
    {
        if (!(highHz - lowHz >= transitionHz))
        {
            throw new ArgumentOutOfRangeException(nameof(highHz), highHz, $"expected {lowHz + transitionHz} Hz or more, a transition above the lower edge");
        }

        double[] low = Prototype(sampleRate, lowHz, transitionHz, attenuationDb + 6, nameof(lowHz));
        double[] high = Prototype(sampleRate, highHz, transitionHz, attenuationDb + 6, nameof(highHz));
        return Round([.. high.Zip(low, (h, l) => h - l)]);
    }

    private static double[] Prototype(int sampleRate, double cutoffHz, double transitionHz, double attenuationDb, string name)
    {
        var taps = new double[TapCount(sampleRate, transitionHz, attenuationDb)];
        double passEdge = (cutoffHz - (0.5 * transitionHz)) / sampleRate;
        double stopEdge = (cutoffHz + (0.5 * transitionHz)) / sampleRate;
        if (!(passEdge >= 0 && stopEdge <= 0.5))
        {
            throw new ArgumentOutOfRangeException(name, cutoffHz, $"expected {0.5 * transitionHz} Hz or more away from 0 and from half the rate, {0.5 * sampleRate} Hz");
        }

        var kernel = new KaiserSinc(passEdge, stopEdge, attenuationDb + MarginDb);
        double sum = 0;
        for (int k = 0; k < taps.Length; k++)
        {
            taps[k] = kernel.At(k - (taps.Length / 2));
            sum += taps[k];
        }

        for (int k = 0; k < taps.Length; k++)
        {
            taps[k] /= sum;
        }

        return taps;
    }

    private static float[] Round(double[] taps) => [.. taps.Select(tap => (float)tap)];
}

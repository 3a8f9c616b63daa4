namespace Earshot.Watermarking.Keys;

/// <summary>What makes a sign sequence a good or a weak key.</summary>
/// <remarks>
/// A long run of equal signs or a peak of the aperiodic autocorrelation lets echoes and rhythms line up with the key; a peak of
/// the spectrum lets a steady tone do so: a tone whose phase turns by theta from frame to frame scores |S(theta)|^2 / N, which is
/// 1 on the average of all tones.
/// </remarks>
public readonly record struct KeyQuality
{
    /// <summary>Longest run of equal signs that is accepted.</summary>
    public const int MaxRun = 8;

    /// <summary>Largest absolute aperiodic autocorrelation off the peak that is accepted, in signs (0.19 N; random: about 3 sqrt(N) = 42).</summary>
    public const int MaxAutocorrelation = 36;

    /// <summary>Largest spectral peak that is accepted, relative to a flat spectrum (random: about ln(N) + 1 = 6).</summary>
    public const double MaxSpectralPeak = 4.75;

    private KeyQuality(int sum, int longestRun, int peakAutocorrelation, double spectralPeak)
    {
        Sum = sum;
        LongestRun = longestRun;
        PeakAutocorrelation = peakAutocorrelation;
        SpectralPeak = spectralPeak;
    }

    /// <summary>Sum of all signs; 0 when balanced.</summary>
    public int Sum { get; }

    /// <summary>Longest run of equal signs.</summary>
    public int LongestRun { get; }

    /// <summary>Largest absolute aperiodic autocorrelation at lags 1 .. N - 1, in signs.</summary>
    public int PeakAutocorrelation { get; }

    /// <summary>Largest |S|^2 / N over 4 N frequencies.</summary>
    public double SpectralPeak { get; }

    /// <summary>Whether a key with these figures may be used.</summary>
    public bool IsAcceptable =>
        Sum == 0 && LongestRun <= MaxRun && PeakAutocorrelation <= MaxAutocorrelation && SpectralPeak <= MaxSpectralPeak;

    /// <summary>Measures a sign sequence.</summary>
    /// <param name="signs">Values +1 and -1, one or more.</param>
    /// <exception cref="ArgumentException"><paramref name="signs"/> is empty.</exception>
    public static KeyQuality Measure(ReadOnlySpan<sbyte> signs)
    {
        if (signs.IsEmpty)
        {
            throw new ArgumentException("a key has at least one sign", nameof(signs));
        }

        int sum = 0;
        int run = 0;
        int longest = 0;
        for (int i = 0; i < signs.Length; i++)
        {
            sum += signs[i];
            run = i > 0 && signs[i] == signs[i - 1] ? run + 1 : 1;
            longest = Math.Max(longest, run);
        }

        return new KeyQuality(sum, longest, PeakOfAutocorrelation(signs), PeakOfSpectrum(signs));
    }

    private static int PeakOfAutocorrelation(ReadOnlySpan<sbyte> signs)
    {
        int peak = 0;
        for (int lag = 1; lag < signs.Length; lag++)
        {
            int sum = 0;
            for (int i = lag; i < signs.Length; i++)
            {
                sum += signs[i] * signs[i - lag];
            }

            peak = Math.Max(peak, Math.Abs(sum));
        }

        return peak;
    }

    private static double PeakOfSpectrum(ReadOnlySpan<sbyte> signs)
    {
        int count = 4 * signs.Length;
        double peak = 0;
        // A real sequence has a symmetric spectrum: half of the frequencies suffice.
        for (int k = 0; k <= count / 2; k++)
        {
            (double stepIm, double stepRe) = Math.SinCos(2 * Math.PI * k / count);
            double re = 0;
            double im = 0;
            double c = 1;
            double s = 0;
            foreach (sbyte sign in signs)
            {
                re += sign * c;
                im += sign * s;
                (c, s) = ((c * stepRe) - (s * stepIm), (s * stepRe) + (c * stepIm));
            }

            peak = Math.Max(peak, (re * re) + (im * im));
        }

        return peak / signs.Length;
    }
}

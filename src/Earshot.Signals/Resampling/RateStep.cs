namespace Earshot.Signals.Resampling;

/// <summary>Input samples per output sample as an exact fraction, so that hours of audio keep exact time.</summary>
/// <remarks>
/// Numerator / Denominator = inputRate 10^12 / (outputRate (10^12 + skew)), reduced, with the skew as an integer in steps of
/// 10^-6 ppm. One tick is 1 / Denominator of an input sample; every position is an integer count of ticks.
/// </remarks>
internal readonly struct RateStep
{
    // Keeps numerator and denominator below 2^62, so that sums of two fit 64 bits.
    public const int MaxRate = 4_000_000;

    private const long SkewUnits = 1_000_000_000_000;

    public RateStep(int inputRate, int outputRate, double skewPpm)
    {
        long skew = (long)Math.Round(skewPpm * 1e6);
        long numerator = inputRate;
        long denominator = outputRate;
        if (skew != 0)
        {
            numerator *= SkewUnits;
            denominator *= SkewUnits + skew;
        }

        long divisor = GreatestCommonDivisor(numerator, denominator);
        Numerator = numerator / divisor;
        Denominator = denominator / divisor;
    }

    /// <summary>Ticks from one output sample to the next.</summary>
    public long Numerator { get; }

    /// <summary>Ticks from one input sample to the next.</summary>
    public long Denominator { get; }

    /// <summary>Output samples per input sample.</summary>
    public double Ratio => Denominator / (double)Numerator;

    private static long GreatestCommonDivisor(long a, long b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a;
    }
}

namespace Earshot.Signals.Rooms;

/// <summary>Adds band-limited impulses at fractional positions: sinc under a Hann window (Peterson, JASA 80, 1986).</summary>
/// <remarks>
/// 64 samples wide: flat within 0.05 dB up to 0.45 of the rate. Cost: two sine pairs an impulse, one division a sample, and no
/// allocation; a room has hundreds of thousands of images, for which
/// <see cref="Resampling.FractionalDelay.AddImpulse"/>, with a Kaiser window of chosen quality, would be too slow.
/// </remarks>
internal static class FractionalImpulse
{
    /// <summary>Half the width of the window in samples.</summary>
    public const int HalfWidth = 32;

    // The window at distance t from its centre is (1 + cos(pi t / HalfWidth)) / 2; the cosine of a difference needs these.
    private static readonly double[] Cosines = Table(Math.Cos); // [2 HalfWidth], tap - HalfWidth + 1
    private static readonly double[] Sines = Table(Math.Sin); // [2 HalfWidth]

    /// <summary>Adds one impulse; what falls outside the target is lost.</summary>
    /// <param name="target">The response.</param>
    /// <param name="position">Sample position, any finite number.</param>
    /// <param name="amplitude">Height of the impulse.</param>
    public static void Add(Span<double> target, double position, double amplitude)
    {
        if (position < -HalfWidth || position >= (double)target.Length + HalfWidth)
        {
            return;
        }

        int whole = (int)Math.Floor(position);
        double fraction = position - whole;
        int start = whole - HalfWidth + 1;
        if (fraction < 1e-9)
        {
            if (whole >= 0 && whole < target.Length)
            {
                target[whole] += amplitude;
            }

            return;
        }

        // sin(pi (k - f)) = -(-1)^k sin(pi f): one sine serves all taps.
        double sine = amplitude * Math.Sin(Math.PI * fraction) / Math.PI;
        (double windowSine, double windowCosine) = Math.SinCos(Math.PI * fraction / HalfWidth);
        int first = Math.Max(0, -start);
        int last = Math.Min(2 * HalfWidth, target.Length - start);
        for (int tap = first; tap < last; tap++)
        {
            int k = tap - HalfWidth + 1;
            double window = 0.5 + (0.5 * ((Cosines[tap] * windowCosine) + (Sines[tap] * windowSine)));
            double sign = (k & 1) == 0 ? -sine : sine;
            target[start + tap] += sign * window / (k - fraction);
        }
    }

    private static double[] Table(Func<double, double> function)
    {
        var table = new double[2 * HalfWidth];
        for (int tap = 0; tap < table.Length; tap++)
        {
            table[tap] = function(Math.PI * (tap - HalfWidth + 1) / HalfWidth);
        }

        return table;
    }
}

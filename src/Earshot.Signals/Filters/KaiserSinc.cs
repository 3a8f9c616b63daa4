namespace Earshot.Signals.Filters;

/// <summary>The Kaiser-windowed sinc as a function of continuous time: an ideal low-pass kernel made finite.</summary>
/// <remarks>
/// h(t) = 2 fc sinc(2 fc t) w(t / halfWidth), w(u) = I0(beta sqrt(1 - u^2)) / I0(beta), t in samples, fc in cycles a sample.
/// Source: J. F. Kaiser, "Nonrecursive digital filter design using the I0-sinh window function", ISCAS 1974; the design
/// formulas as in Oppenheim and Schafer, "Discrete-Time Signal Processing", section 7.5.3. Double throughout; design time only.
/// </remarks>
internal readonly struct KaiserSinc
{
    private readonly double _cutoff; // cycles a sample
    private readonly double _beta;
    private readonly double _scale; // 1 / I0(beta)

    /// <summary>Designs a kernel whose transition band lies between two edges.</summary>
    /// <param name="passEdge">Upper end of the pass band in cycles a sample.</param>
    /// <param name="stopEdge">Lower end of the stop band in cycles a sample.</param>
    /// <param name="attenuationDb">Attenuation of the stop band, and ripple of the pass band below unity, in dB.</param>
    public KaiserSinc(double passEdge, double stopEdge, double attenuationDb)
    {
        _cutoff = 0.5 * (passEdge + stopEdge);
        _beta = Beta(attenuationDb);
        _scale = 1 / BesselI0(_beta);
        HalfWidth = 0.5 * Order(attenuationDb, stopEdge - passEdge);
    }

    /// <summary>The kernel is zero for times beyond plus and minus this many samples.</summary>
    public double HalfWidth { get; }

    /// <summary>Order (taps - 1) that reaches an attenuation over a transition width, both as Kaiser estimated them.</summary>
    /// <param name="attenuationDb">Attenuation in dB.</param>
    /// <param name="transition">Width of the transition in cycles a sample.</param>
    // M = (A - 7.95) / (2.285 dw), dw = 2 pi transition; below 21 dB a rectangular window's 0.9222 / transition.
    public static double Order(double attenuationDb, double transition) =>
        attenuationDb > 21 ? (attenuationDb - 7.95) / (2.285 * 2 * Math.PI * transition) : 0.9222 / transition;

    /// <summary>Shape of the window that reaches an attenuation.</summary>
    /// <param name="attenuationDb">Attenuation in dB.</param>
    public static double Beta(double attenuationDb) => attenuationDb switch
    {
        > 50 => 0.1102 * (attenuationDb - 8.7),
        > 21 => (0.5842 * Math.Pow(attenuationDb - 21, 0.4)) + (0.07886 * (attenuationDb - 21)),
        _ => 0,
    };

    /// <summary>Modified Bessel function of the first kind, order zero, by its power series.</summary>
    /// <param name="x">Argument, 0 .. 700.</param>
    public static double BesselI0(double x)
    {
        double quarter = 0.25 * x * x;
        double sum = 1;
        double term = 1;
        for (int k = 1; term > 1e-17 * sum; k++)
        {
            term *= quarter / ((double)k * k);
            sum += term;
        }

        return sum;
    }

    /// <summary>Value of the kernel.</summary>
    /// <param name="time">Time in samples from the kernel's center.</param>
    public double At(double time)
    {
        double u = time / HalfWidth;
        if (u is <= -1 or >= 1)
        {
            return 0;
        }

        double angle = 2 * Math.PI * _cutoff * time;
        double sinc = Math.Abs(angle) < 1e-8 ? 1 : Math.Sin(angle) / angle;
        return 2 * _cutoff * sinc * BesselI0(_beta * Math.Sqrt(1 - (u * u))) * _scale;
    }
}

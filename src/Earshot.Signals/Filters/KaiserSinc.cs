using System.Runtime.CompilerServices;
using Earshot.Signals.Windows;

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
        _beta = Window.KaiserBeta(attenuationDb);
        _scale = 1 / Window.BesselI0(_beta);
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

    /// <summary>Value of the kernel.</summary>
    /// <param name="time">Time in samples from the kernel's center.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double At(double time)
    {
        double u = time / HalfWidth;
        if (u is <= -1 or >= 1)
        {
            return 0;
        }

        double angle = 2 * Math.PI * _cutoff * time;
        double sinc = Math.Abs(angle) < 1e-8 ? 1 : Math.Sin(angle) / angle;
        return 2 * _cutoff * sinc * Window.BesselI0(_beta * Math.Sqrt(1 - (u * u))) * _scale;
    }
}

namespace Earshot.Signals.Rooms;

/// <summary>Energy absorption coefficients of the six surfaces of a shoebox, each in 0 (all is reflected) .. 1 (nothing is).</summary>
/// <param name="XLow">Wall at x = 0.</param>
/// <param name="XHigh">Wall at x = length.</param>
/// <param name="YLow">Wall at y = 0.</param>
/// <param name="YHigh">Wall at y = width.</param>
/// <param name="Floor">Floor, z = 0.</param>
/// <param name="Ceiling">Ceiling, z = height.</param>
public readonly record struct SurfaceAbsorption(double XLow, double XHigh, double YLow, double YHigh, double Floor, double Ceiling)
{
    /// <summary>The same coefficient on all six surfaces.</summary>
    /// <param name="coefficient">Energy absorption, 0..1.</param>
    public static SurfaceAbsorption Uniform(double coefficient) =>
        new(coefficient, coefficient, coefficient, coefficient, coefficient, coefficient);
}

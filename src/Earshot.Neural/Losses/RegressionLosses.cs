using System.Numerics;
using Earshot.Neural.Operations;

namespace Earshot.Neural.Losses;

/// <summary>Losses of distances between numbers.</summary>
public static class RegressionLosses
{
    /// <summary>The mean of the squared differences.</summary>
    /// <param name="prediction">Any shape.</param>
    /// <param name="target">The same shape.</param>
    /// <returns>One number.</returns>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor<T> MeanSquaredError<T>(this Tensor<T> prediction, Tensor<T> target)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ShapeException.RequireSame(nameof(MeanSquaredError), prediction.Shape, target.Shape, nameof(target));
        return (prediction - target).Square().Mean();
    }

    /// <summary>The mean of d^2 + quartic d^4, d = (p + epsilon)^exponent - (t + epsilon)^exponent: distances of gains or magnitudes on a compressed scale.</summary>
    /// <remarks>With exponent 0.5 and quartic 10 it is the gain loss of PercepNet (Valin et al. 2020). The epsilon keeps the slope finite at 0.</remarks>
    /// <param name="prediction">Any shape, elements 0 or more.</param>
    /// <param name="target">The same shape, elements 0 or more.</param>
    /// <param name="exponent">The compression, above 0 .. 1.</param>
    /// <param name="quartic">Weight of the fourth power, 0 or more.</param>
    /// <param name="epsilon">Added before the compression, above 0.</param>
    /// <returns>One number.</returns>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor<T> PowerLaw<T>(this Tensor<T> prediction, Tensor<T> target, double exponent, double quartic = 0, double epsilon = 1e-4)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ShapeException.RequireSame(nameof(PowerLaw), prediction.Shape, target.Shape, nameof(target));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exponent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(exponent, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(quartic);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epsilon);
        Tensor<T> square = (prediction.Shift(epsilon).Power(exponent) - target.Shift(epsilon).Power(exponent)).Square();
        return quartic > 0 ? (square + (square.Square() * quartic)).Mean() : square.Mean();
    }
}

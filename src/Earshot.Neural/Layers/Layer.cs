using System.Numerics;

namespace Earshot.Neural.Layers;

/// <summary>A module that turns one tensor into another.</summary>
/// <typeparam name="T">The number format.</typeparam>
public abstract class Layer<T> : Module<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Computes the output for whole sequences, on the input's tape.</summary>
    /// <param name="x">The input.</param>
    /// <exception cref="ShapeException">The input does not fit the layer.</exception>
    public abstract Tensor<T> Forward(Tensor<T> x);
}

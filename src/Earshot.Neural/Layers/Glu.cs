using System.Numerics;
using System.Numerics.Tensors;
using Earshot.Neural.Numerics;
using Earshot.Neural.Operations;

namespace Earshot.Neural.Layers;

/// <summary>The gated linear unit: the first half of each frame times the sigmoid of the second.</summary>
/// <typeparam name="T">The number format.</typeparam>
public sealed class Glu<T> : StreamingLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Creates the layer.</summary>
    /// <param name="outputs">Features of a frame out, 1 or more; twice as many go in.</param>
    public Glu(int outputs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        OutputSize = outputs;
    }

    /// <inheritdoc/>
    public override int InputSize => 2 * OutputSize;

    /// <inheritdoc/>
    public override int OutputSize { get; }

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => x.Glu();

    /// <inheritdoc/>
    public override bool Step(ReadOnlySpan<T> input, Span<T> output, LayerState state)
    {
        Elementwise.Sigmoid(input[OutputSize..], output);
        TensorPrimitives.Multiply(output, input[..OutputSize], output);
        return true;
    }
}

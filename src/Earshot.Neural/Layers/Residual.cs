using System.Numerics;
using System.Numerics.Tensors;

namespace Earshot.Neural.Layers;

/// <summary>y = x + f(x), with a layer f that keeps size and rate (He et al. 2016).</summary>
/// <typeparam name="T">The number format.</typeparam>
public sealed class Residual<T> : StreamingLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly StreamingLayer<T> _inner;

    /// <summary>Creates the layer.</summary>
    /// <param name="inner">The layer that is added to the identity, of as many inputs as outputs and without a stride.</param>
    /// <exception cref="ArgumentException">Its output is not as wide as its input.</exception>
    public Residual(StreamingLayer<T> inner)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(inner.OutputSize, inner.InputSize, nameof(inner));
        _inner = Add("inner", inner);
    }

    /// <inheritdoc/>
    public override int InputSize => _inner.InputSize;

    /// <inheritdoc/>
    public override int OutputSize => InputSize;

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => x + _inner.Forward(x);

    /// <inheritdoc/>
    public override LayerState NewState() => _inner.NewState();

    /// <inheritdoc/>
    public override bool Step(ReadOnlySpan<T> input, Span<T> output, LayerState state)
    {
        if (!_inner.Step(input, output, state))
        {
            throw new InvalidOperationException("a residual connection needs a layer that gives a frame for each frame");
        }

        TensorPrimitives.Add(output, input, output);
        return true;
    }
}

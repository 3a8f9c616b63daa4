using System.Numerics;
using System.Numerics.Tensors;
using Earshot.Neural.Numerics;
using Earshot.Neural.Operations;

namespace Earshot.Neural.Layers;

/// <summary>An element-wise function as a layer.</summary>
/// <typeparam name="T">The number format.</typeparam>
public sealed class Activation<T> : StreamingLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Creates the layer.</summary>
    /// <param name="kind">The function.</param>
    /// <param name="size">Features of a frame, 1 or more.</param>
    public Activation(ActivationKind kind, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        Kind = kind;
        InputSize = size;
    }

    /// <summary>The function.</summary>
    public ActivationKind Kind { get; }

    /// <inheritdoc/>
    public override int InputSize { get; }

    /// <inheritdoc/>
    public override int OutputSize => InputSize;

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => Kind switch
    {
        ActivationKind.Relu => x.Relu(),
        ActivationKind.Sigmoid => x.Sigmoid(),
        ActivationKind.Tanh => x.Tanh(),
        ActivationKind.Silu => x.Silu(),
        ActivationKind.Gelu => x.Gelu(),
        _ => throw new InvalidOperationException($"{Kind} is no activation"),
    };

    /// <inheritdoc/>
    public override bool Step(ReadOnlySpan<T> input, Span<T> output, LayerState state)
    {
        Apply(Kind, input, output);
        return true;
    }

    internal static void Apply(ActivationKind kind, ReadOnlySpan<T> x, Span<T> y)
    {
        switch (kind)
        {
            case ActivationKind.Relu:
                TensorPrimitives.Max(x, T.Zero, y);
                break;
            case ActivationKind.Sigmoid:
                Elementwise.Sigmoid(x, y);
                break;
            case ActivationKind.Tanh:
                Elementwise.Tanh(x, y);
                break;
            case ActivationKind.Silu:
                Elementwise.Sigmoid(x, y);
                TensorPrimitives.Multiply(x, y, y);
                break;
            case ActivationKind.Gelu:
                Activations.GeluInner(x, y);
                Elementwise.Tanh(y, y);
                TensorPrimitives.AddMultiply(y, T.One, x, y);
                TensorPrimitives.Multiply(y, T.CreateChecked(0.5), y);
                break;
            default:
                throw new InvalidOperationException($"{kind} is no activation");
        }
    }
}

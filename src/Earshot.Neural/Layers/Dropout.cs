using System.Numerics;
using Earshot.Neural.Operations;

namespace Earshot.Neural.Layers;

/// <summary>Drops elements at random in training and passes everything on in use.</summary>
/// <typeparam name="T">The number format.</typeparam>
public sealed class Dropout<T> : StreamingLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double _rate;

    /// <summary>Creates the layer.</summary>
    /// <param name="rate">Share of elements that are dropped, 0 .. below 1.</param>
    /// <param name="size">Features of a frame, 1 or more.</param>
    public Dropout(double rate, int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rate);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rate, 1);
        _rate = rate;
        InputSize = size;
    }

    /// <inheritdoc/>
    public override int InputSize { get; }

    /// <inheritdoc/>
    public override int OutputSize => InputSize;

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => x.Dropout(_rate);

    /// <inheritdoc/>
    public override bool Step(ReadOnlySpan<T> input, Span<T> output, LayerState state)
    {
        input.CopyTo(output);
        return true;
    }
}

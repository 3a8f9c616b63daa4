using System.Numerics;

namespace Earshot.Neural.Layers;

/// <summary>Layers one after the other.</summary>
/// <typeparam name="T">The number format.</typeparam>
public sealed class Sequential<T> : StreamingLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly StreamingLayer<T>[] _layers;

    /// <summary>Chains layers; their parameters are named by their place, <c>0.weight</c> and so on.</summary>
    /// <param name="layers">One layer or more, each as wide as the output of the one before.</param>
    /// <exception cref="ArgumentException">There are none, or neighbours differ in width.</exception>
    public Sequential(params StreamingLayer<T>[] layers)
    {
        ArgumentOutOfRangeException.ThrowIfZero(layers.Length, nameof(layers));
        _layers = [.. layers];
        for (int i = 0; i < _layers.Length; i++)
        {
            if (i > 0 && _layers[i].InputSize != _layers[i - 1].OutputSize)
            {
                throw new ArgumentException($"layer {i} takes {_layers[i].InputSize} features; {_layers[i - 1].OutputSize} come out of the one before", nameof(layers));
            }

            Add(i.ToString(), _layers[i]);
        }
    }

    /// <inheritdoc/>
    public override int InputSize => _layers[0].InputSize;

    /// <inheritdoc/>
    public override int OutputSize => _layers[^1].OutputSize;

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x)
    {
        foreach (StreamingLayer<T> layer in _layers)
        {
            x = layer.Forward(x);
        }

        return x;
    }

    /// <inheritdoc/>
    public override LayerState NewState() => new SequentialState<T>(_layers);

    /// <inheritdoc/>
    public override bool Step(ReadOnlySpan<T> input, Span<T> output, LayerState state)
    {
        var all = (SequentialState<T>)state;
        for (int i = 0; i < _layers.Length; i++)
        {
            ReadOnlySpan<T> from = i == 0 ? input : all.Frames[i - 1];
            Span<T> to = i == _layers.Length - 1 ? output : all.Frames[i];
            if (!_layers[i].Step(from, to, all.States[i]))
            {
                return false;
            }
        }

        return true;
    }
}

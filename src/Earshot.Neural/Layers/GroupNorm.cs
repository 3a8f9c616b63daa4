using System.Numerics;
using System.Numerics.Tensors;
using Earshot.Neural.Operations;

namespace Earshot.Neural.Layers;

/// <summary>Normalisation of each frame over groups of features; one group makes it layer normalisation.</summary>
/// <typeparam name="T">The number format.</typeparam>
public sealed class GroupNorm<T> : StreamingLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _groups;
    private readonly double _epsilon;

    /// <summary>Creates the layer with gains of 1 and offsets of 0.</summary>
    /// <param name="size">Features of a frame.</param>
    /// <param name="groups">Number of groups, a divisor of <paramref name="size"/>; 1 for layer normalisation.</param>
    /// <param name="epsilon">Added to the variance, above 0.</param>
    public GroupNorm(int size, int groups = 1, double epsilon = 1e-5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(size % groups, 0, nameof(groups));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epsilon);
        (InputSize, _groups, _epsilon) = (size, groups, epsilon);
        Gain = Add(new Parameter<T>("gain", new Shape("C", size), ParameterRole.Bias).Constant(1));
        Offset = Add(new Parameter<T>("offset", new Shape("C", size), ParameterRole.Bias));
    }

    /// <summary>Gains, <c>[C]</c>.</summary>
    public Parameter<T> Gain { get; }

    /// <summary>Offsets, <c>[C]</c>.</summary>
    public Parameter<T> Offset { get; }

    /// <inheritdoc/>
    public override int InputSize { get; }

    /// <inheritdoc/>
    public override int OutputSize => InputSize;

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => x.GroupNorm(_groups, x.Tape.Use(Gain), x.Tape.Use(Offset), _epsilon);

    /// <inheritdoc/>
    public override bool Step(ReadOnlySpan<T> input, Span<T> output, LayerState state)
    {
        int width = InputSize / _groups;
        for (int at = 0; at < InputSize; at += width)
        {
            Normalizations.Standardize(input.Slice(at, width), output.Slice(at, width), T.CreateChecked(_epsilon));
        }

        TensorPrimitives.MultiplyAdd(output, Gain.Values, Offset.Values, output);
        return true;
    }
}

using System.Numerics;
using Earshot.Neural.Operations;

namespace Earshot.Neural.Layers;

/// <summary>Turns frames of features into columns of a time-frequency plane, or back. Nothing moves: a column lies in memory as its frame does.</summary>
/// <typeparam name="T">The number format.</typeparam>
public sealed class Reshaping<T> : StreamingLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _bins; // 0 to make frames

    private Reshaping(int size, int bins) => (InputSize, _bins) = (size, bins);

    /// <inheritdoc/>
    public override int InputSize { get; }

    /// <inheritdoc/>
    public override int OutputSize => InputSize;

    /// <summary>From <c>[B, T, F C]</c> to <c>[B, T, F, C]</c>, as two-dimensional convolutions take them.</summary>
    /// <param name="bins">F, 1 or more.</param>
    /// <param name="channels">C, 1 or more.</param>
    public static Reshaping<T> ToPlane(int bins, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        return new Reshaping<T>(bins * channels, bins);
    }

    /// <summary>From <c>[B, T, F, C]</c> to <c>[B, T, F C]</c>, as all other layers take them.</summary>
    /// <param name="size">F C, 1 or more.</param>
    public static Reshaping<T> ToFrames(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        return new Reshaping<T>(size, bins: 0);
    }

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x)
    {
        ShapeException.Require(x.Shape.Rank >= 3 && x.Shape.Count == x.Shape[0] * x.Shape[1] * InputSize, nameof(Reshaping<T>), $"frames of {InputSize}", x.Shape, nameof(x));
        return x.Reshape(_bins == 0
            ? new Shape("BTC", x.Shape[0], x.Shape[1], InputSize)
            : new Shape("BTFC", x.Shape[0], x.Shape[1], _bins, InputSize / _bins));
    }

    /// <inheritdoc/>
    public override bool Step(ReadOnlySpan<T> input, Span<T> output, LayerState state)
    {
        input.CopyTo(output);
        return true;
    }
}

using System.Numerics;
using System.Numerics.Tensors;
using Earshot.Neural.Numerics;

namespace Earshot.Neural.Operations;

/// <summary>Normalisation of each frame, over all its features or over groups of them.</summary>
public static class Normalizations
{
    /// <summary>Takes mean and variance out of each frame, then applies a gain and an offset per feature (Ba et al. 2016).</summary>
    /// <param name="x">Any shape; the innermost dimension is normalised.</param>
    /// <param name="gain"><c>[C]</c>.</param>
    /// <param name="offset"><c>[C]</c>.</param>
    /// <param name="epsilon">Added to the variance, above 0.</param>
    /// <exception cref="ShapeException">Gain or offset are not as long as the innermost dimension.</exception>
    public static Tensor<T> LayerNorm<T>(this Tensor<T> x, Tensor<T> gain, Tensor<T> offset, double epsilon = 1e-5)
        where T : unmanaged, IFloatingPointIeee754<T> => x.GroupNorm(1, gain, offset, epsilon);

    /// <summary>The same over groups of neighbouring features (after Wu and He 2018). Statistics are those of one frame, so that it can stream.</summary>
    /// <param name="x">Any shape; the innermost dimension is normalised.</param>
    /// <param name="groups">Number of groups, a divisor of the innermost length.</param>
    /// <param name="gain"><c>[C]</c>.</param>
    /// <param name="offset"><c>[C]</c>.</param>
    /// <param name="epsilon">Added to the variance, above 0.</param>
    /// <exception cref="ShapeException">Gain or offset are not as long as the innermost dimension, or the groups do not divide it.</exception>
    public static Tensor<T> GroupNorm<T>(this Tensor<T> x, int groups, Tensor<T> gain, Tensor<T> offset, double epsilon = 1e-5)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int features = x.Shape.Last;
        ShapeException.Require(groups >= 1 && features % groups == 0, nameof(GroupNorm), $"a multiple of {groups} features", x.Shape, nameof(x));
        ShapeException.Require(gain.Shape.Count == features, nameof(GroupNorm), $"{features} gains", gain.Shape, nameof(gain));
        ShapeException.Require(offset.Shape.Count == features, nameof(GroupNorm), $"{features} offsets", offset.Shape, nameof(offset));
        int width = features / groups;
        Tensor<T> y = x.Tape.Output(nameof(GroupNorm), x.Shape, x, gain, offset);
        Memory<T> normal = x.Tape.Keep(x.Shape.Count);
        Memory<T> scale = x.Tape.Keep(x.Shape.Count / width);
        for (int row = 0; row < scale.Length; row++)
        {
            int column = row % groups * width;
            Span<T> unit = normal.Span.Slice(row * width, width);
            scale.Span[row] = Standardize(x.Values.Slice(row * width, width), unit, T.CreateChecked(epsilon));
            TensorPrimitives.MultiplyAdd(unit, gain.Values.Slice(column, width), offset.Values.Slice(column, width), y.Values.Slice(row * width, width));
        }

        y.Tape.Record(y, () => Backward(x, gain, offset, y, normal, scale, groups));
        return y;
    }

    // unit = (x - mean) / sqrt(variance + epsilon); returns the reciprocal root.
    internal static T Standardize<T>(ReadOnlySpan<T> x, Span<T> unit, T epsilon)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T count = T.CreateChecked(x.Length);
        T mean = Sums.Of(x) / count;
        T scale = T.One / T.Sqrt((Sums.OfSquaredDistances(x, mean) / count) + epsilon);
        TensorPrimitives.Subtract(x, mean, unit);
        TensorPrimitives.Multiply(unit, scale, unit);
        return scale;
    }

    // With u the unit row and g = dy gain: dx += scale (g - mean(g) - u mean(g u)).
    private static void Backward<T>(Tensor<T> x, Tensor<T> gain, Tensor<T> offset, Tensor<T> y, Memory<T> normal, Memory<T> scale, int groups)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int width = x.Shape.Last / groups;
        using Scratch<T> scratch = x.Tape.Scratch(width);
        Span<T> g = scratch.Span;
        bool adds = false;
        Span<T> all = x.NeedsGradient ? x.GradientToWrite(out adds) : [];
        for (int row = 0; row < scale.Length; row++)
        {
            int column = row % groups * width;
            ReadOnlySpan<T> dy = y.Gradient.Slice(row * width, width);
            ReadOnlySpan<T> unit = normal.Span.Slice(row * width, width);
            if (gain.NeedsGradient)
            {
                Span<T> to = gain.Gradient.Slice(column, width);
                TensorPrimitives.MultiplyAdd(dy, unit, to, to);
            }

            if (offset.NeedsGradient)
            {
                Span<T> to = offset.Gradient.Slice(column, width);
                TensorPrimitives.Add(to, dy, to);
            }

            if (x.NeedsGradient)
            {
                Span<T> dx = all.Slice(row * width, width);
                TensorPrimitives.Multiply(dy, gain.Values.Slice(column, width), g);
                T count = T.CreateChecked(width);
                T mean = Sums.Of<T>(g) / count;
                T slope = Sums.OfProducts(g, unit) / count;
                TensorPrimitives.Subtract(g, mean, g);
                TensorPrimitives.MultiplyAdd(unit, -slope, g, g);
                if (adds)
                {
                    TensorPrimitives.MultiplyAdd(g, scale.Span[row], dx, dx);
                }
                else
                {
                    TensorPrimitives.Multiply(g, scale.Span[row], dx);
                }
            }
        }
    }
}

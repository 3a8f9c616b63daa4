using System.Numerics;
using System.Numerics.Tensors;

namespace Earshot.Neural.Operations;

/// <summary>The same elements in another shape or order.</summary>
public static class Layout
{
    /// <summary>The same elements in the same order under another shape; nothing is copied.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="shape">A shape of as many elements.</param>
    /// <exception cref="ShapeException">The numbers of elements differ.</exception>
    public static Tensor<T> Reshape<T>(this Tensor<T> x, Shape shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ShapeException.Require(x.Shape.Count == shape.Count, nameof(Reshape), $"as many elements as {shape}", x.Shape, nameof(x));
        return x.View(shape);
    }

    /// <summary>The dimensions in another order.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="names">The letters of all dimensions in their new order.</param>
    /// <exception cref="ShapeException">Letters are missing or unknown.</exception>
    public static Tensor<T> Permute<T>(this Tensor<T> x, string names)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ShapeException.Require(names.Length == x.Shape.Rank, nameof(Permute), $"the dimensions {names}", x.Shape, nameof(x));
        Span<int> lengths = stackalloc int[names.Length];
        int[] steps = new int[names.Length]; // elements of x from one index of the result's dimension to the next
        for (int i = 0; i < names.Length; i++)
        {
            int axis = x.Shape.AxisOf(names[i]);
            lengths[i] = x.Shape[axis];
            steps[i] = x.Shape.SplitAt(axis).Inner;
        }

        var shape = new Shape(names, lengths);
        Tensor<T> y = x.Tape.Output(nameof(Permute), shape, x);
        Walk(x.Values, y.Values, shape, steps, adds: false);
        y.Tape.Record(y, () => Walk(x.Gradient, y.Gradient, shape, steps, adds: true));
        return y;
    }

    // Copies x into the permuted y, or adds y back to x.
    private static void Walk<T>(Span<T> x, Span<T> y, in Shape shape, int[] steps, bool adds)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int inner = shape.Last;
        int step = steps.Length == 0 ? 1 : steps[^1];
        for (int row = 0; row < shape.Count / inner; row++)
        {
            int from = 0;
            for (int axis = shape.Rank - 2, rest = row; axis >= 0; axis--)
            {
                (rest, int index) = Math.DivRem(rest, shape[axis]);
                from += index * steps[axis];
            }

            Span<T> part = y.Slice(row * inner, inner);
            if (step == 1 && !adds)
            {
                x.Slice(from, inner).CopyTo(part);
            }
            else if (step == 1)
            {
                TensorPrimitives.Add(x.Slice(from, inner), part, x.Slice(from, inner));
            }
            else
            {
                WalkApart(x[from..], part, step, adds);
            }
        }
    }

    private static void WalkApart<T>(Span<T> x, Span<T> y, int step, bool adds)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < y.Length; i++)
        {
            if (adds)
            {
                x[i * step] += y[i];
            }
            else
            {
                y[i] = x[i * step];
            }
        }
    }
}

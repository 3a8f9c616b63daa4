using System.Numerics;
using System.Numerics.Tensors;

namespace Earshot.Neural.Operations;

/// <summary>Pooling along one dimension. Two-dimensional pooling is one call for each dimension.</summary>
public static class Pooling
{
    /// <summary>The largest element of each window.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="dimension">The letter of the dimension that is pooled.</param>
    /// <param name="size">Elements in a window, 1 or more.</param>
    /// <param name="stride">Elements from one window to the next, 1 or more; <paramref name="size"/> when 0.</param>
    /// <returns>The shape with (length - size) / stride + 1 elements in that dimension.</returns>
    /// <exception cref="ShapeException">The dimension is shorter than a window.</exception>
    public static Tensor<T> MaxPool<T>(this Tensor<T> x, char dimension, int size, int stride = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        (Tensor<T> y, int step, int outer, int length, int inner) = Prepare(nameof(MaxPool), x, dimension, size, stride);
        int count = y.Shape[dimension];
        for (int o = 0; o < outer; o++)
        {
            for (int i = 0; i < count; i++)
            {
                Span<T> to = y.Values.Slice(((o * count) + i) * inner, inner);
                to.Fill(T.NegativeInfinity);
                for (int k = 0; k < size; k++)
                {
                    TensorPrimitives.Max(to, x.Values.Slice(((o * length) + (i * step) + k) * inner, inner), to);
                }
            }
        }

        y.Tape.Record(y, () =>
        {
            for (int o = 0; o < outer; o++)
            {
                for (int i = 0; i < count; i++)
                {
                    int to = ((o * count) + i) * inner;
                    int from = ((o * length) + (i * step)) * inner;
                    MaxBackward(y.Values.Slice(to, inner), y.Gradient.Slice(to, inner), x.Values.Slice(from, size * inner), x.Gradient.Slice(from, size * inner));
                }
            }
        });
        return y;
    }

    /// <summary>The mean of each window.</summary>
    /// <inheritdoc cref="MaxPool"/>
    public static Tensor<T> MeanPool<T>(this Tensor<T> x, char dimension, int size, int stride = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        (Tensor<T> y, int step, int outer, int length, int inner) = Prepare(nameof(MeanPool), x, dimension, size, stride);
        int count = y.Shape[dimension];
        T share = T.One / T.CreateChecked(size);
        for (int o = 0; o < outer; o++)
        {
            for (int i = 0; i < count; i++)
            {
                Span<T> to = y.Values.Slice(((o * count) + i) * inner, inner);
                to.Clear();
                for (int k = 0; k < size; k++)
                {
                    TensorPrimitives.MultiplyAdd(x.Values.Slice(((o * length) + (i * step) + k) * inner, inner), share, to, to);
                }
            }
        }

        y.Tape.Record(y, () =>
        {
            for (int o = 0; o < outer; o++)
            {
                for (int i = 0; i < count; i++)
                {
                    ReadOnlySpan<T> dy = y.Gradient.Slice(((o * count) + i) * inner, inner);
                    for (int k = 0; k < size; k++)
                    {
                        Span<T> dx = x.Gradient.Slice(((o * length) + (i * step) + k) * inner, inner);
                        TensorPrimitives.MultiplyAdd(dy, share, dx, dx);
                    }
                }
            }
        });
        return y;
    }

    private static (Tensor<T> Output, int Step, int Outer, int Length, int Inner) Prepare<T>(string operation, Tensor<T> x, char dimension, int size, int stride)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(stride);
        int axis = x.Shape.AxisOf(dimension);
        (int outer, int length, int inner) = x.Shape.SplitAt(axis);
        ShapeException.Require(length >= size, operation, $"{size} elements or more along {dimension}", x.Shape, nameof(x));
        int step = stride == 0 ? size : stride;
        return (x.Tape.Output(operation, x.Shape.With(axis, ((length - size) / step) + 1), x), step, outer, length, inner);
    }

    // The gradient goes to the first element that is the maximum.
    private static void MaxBackward<T>(ReadOnlySpan<T> y, ReadOnlySpan<T> dy, ReadOnlySpan<T> x, Span<T> dx)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int c = 0; c < y.Length; c++)
        {
            for (int at = c; at < x.Length; at += y.Length)
            {
                if (x[at] == y[c])
                {
                    dx[at] += dy[c];
                    break;
                }
            }
        }
    }
}

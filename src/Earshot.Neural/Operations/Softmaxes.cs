using System.Numerics;
using System.Numerics.Tensors;
using Earshot.Neural.Numerics;

namespace Earshot.Neural.Operations;

/// <summary>Softmax and its logarithm along the innermost dimension.</summary>
public static class Softmaxes
{
    /// <summary>e^x / sum e^x along the innermost dimension, without overflow.</summary>
    /// <param name="x">Any shape.</param>
    public static Tensor<T> Softmax<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int width = x.Shape.Last;
        Tensor<T> y = x.Tape.Output(nameof(Softmax), x.Shape, x);
        for (int at = 0; at < x.Shape.Count; at += width)
        {
            Row<T>(x.Values.Slice(at, width), y.Values.Slice(at, width));
        }

        y.Tape.Record(y, () =>
        {
            for (int at = 0; at < y.Shape.Count; at += width)
            {
                RowBackward<T>(y.Values.Slice(at, width), y.Gradient.Slice(at, width), x.Gradient.Slice(at, width));
            }
        });
        return y;
    }

    /// <summary>x - ln sum e^x along the innermost dimension, without overflow.</summary>
    /// <param name="x">Any shape.</param>
    public static Tensor<T> LogSoftmax<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int width = x.Shape.Last;
        Tensor<T> y = x.Tape.Output(nameof(LogSoftmax), x.Shape, x);
        for (int at = 0; at < x.Shape.Count; at += width)
        {
            LogRow<T>(x.Values.Slice(at, width), y.Values.Slice(at, width));
        }

        y.Tape.Record(y, () =>
        {
            // dx += dy - e^y sum dy
            using Scratch<T> probabilities = y.Tape.Scratch(width);
            for (int at = 0; at < y.Shape.Count; at += width)
            {
                ReadOnlySpan<T> dy = y.Gradient.Slice(at, width);
                Span<T> dx = x.Gradient.Slice(at, width);
                Elementwise.Exp(y.Values.Slice(at, width), probabilities.Span);
                TensorPrimitives.Add(dx, dy, dx);
                TensorPrimitives.MultiplyAdd(probabilities.Span, -Sums.Of(dy), dx, dx);
            }
        });
        return y;
    }

    // y = softmax x; both may be the same memory. A row of -infinity throughout gives zeros.
    internal static void Row<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T highest = TensorPrimitives.Max(x);
        if (T.IsNegativeInfinity(highest))
        {
            y.Clear();
            return;
        }

        TensorPrimitives.Subtract(x, highest, y);
        Elementwise.Exp(y, y);
        TensorPrimitives.Multiply(y, T.One / Sums.Of<T>(y), y);
    }

    // dx += y (dy - sum y dy)
    internal static void RowBackward<T>(ReadOnlySpan<T> y, ReadOnlySpan<T> dy, Span<T> dx)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T dot = Sums.OfProducts(y, dy);
        TensorPrimitives.MultiplyAdd(y, -dot, dx, dx);
        TensorPrimitives.MultiplyAdd(y, dy, dx, dx);
    }

    // y = log softmax x; both may be the same memory.
    internal static void LogRow<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T highest = TensorPrimitives.Max(x);
        T sum = T.Zero;
        const int Block = 256;
        Span<T> powers = stackalloc T[Block];
        for (int at = 0; at < x.Length; at += Block)
        {
            ReadOnlySpan<T> part = x.Slice(at, Math.Min(Block, x.Length - at));
            TensorPrimitives.Subtract(part, highest, powers[..part.Length]);
            Elementwise.Exp(powers[..part.Length], powers[..part.Length]);
            sum += Sums.Of<T>(powers[..part.Length]);
        }

        TensorPrimitives.Subtract(x, highest + T.Log(sum), y);
    }
}

using System.Numerics;
using System.Numerics.Tensors;
using Earshot.Neural.Numerics;

namespace Earshot.Neural.Operations;

/// <summary>Sums, differences, products and quotients, element by element.</summary>
/// <remarks>
/// The second operand may be smaller: dimensions that it lacks, by name, are repeated. A bias <c>[C]</c> meets <c>[B, T, C]</c> in each frame, a gain
/// <c>[B, C]</c> in all frames of its example.
/// </remarks>
public static class Arithmetic
{
    /// <summary>left + right.</summary>
    /// <param name="left">Any shape.</param>
    /// <param name="right">The same shape, or fewer of its dimensions in the same order.</param>
    /// <exception cref="ShapeException">A dimension of the second operand is not in the first.</exception>
    public static Tensor<T> Add<T>(this Tensor<T> left, Tensor<T> right)
        where T : unmanaged, IFloatingPointIeee754<T> => Sum(nameof(Add), left, right, T.One);

    /// <summary>left - right.</summary>
    /// <inheritdoc cref="Add"/>
    public static Tensor<T> Subtract<T>(this Tensor<T> left, Tensor<T> right)
        where T : unmanaged, IFloatingPointIeee754<T> => Sum(nameof(Subtract), left, right, -T.One);

    /// <summary>left times right.</summary>
    /// <inheritdoc cref="Add"/>
    public static Tensor<T> Multiply<T>(this Tensor<T> left, Tensor<T> right)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var rows = new Broadcast(nameof(Multiply), left.Shape, right.Shape, nameof(right));
        Tensor<T> y = left.Tape.Output(nameof(Multiply), left.Shape, left, right);
        for (int row = 0; row < rows.RowCount; row++)
        {
            ReadOnlySpan<T> a = Row(left.Values, rows, row);
            Span<T> c = Row(y.Values, rows, row);
            int at = rows.Start(row);
            if (rows.Step == 1)
            {
                TensorPrimitives.Multiply(a, right.Values.Slice(at, a.Length), c);
            }
            else
            {
                TensorPrimitives.Multiply(a, right.Values[at], c);
            }
        }

        y.Tape.Record(y, () => MultiplyBackward(left, right, y, rows));
        return y;
    }

    /// <summary>left / right.</summary>
    /// <inheritdoc cref="Add"/>
    public static Tensor<T> Divide<T>(this Tensor<T> left, Tensor<T> right)
        where T : unmanaged, IFloatingPointIeee754<T> => left.Multiply(right.Reciprocal());

    /// <summary>Every element times one number.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="factor">The factor.</param>
    public static Tensor<T> Scale<T>(this Tensor<T> x, double factor)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T by = T.CreateChecked(factor);
        Tensor<T> y = x.Tape.Output(nameof(Scale), x.Shape, x);
        TensorPrimitives.Multiply(x.Values, by, y.Values);
        y.Tape.Record(y, () => x.AddGradient(y.Gradient, by));
        return y;
    }

    /// <summary>Every element plus one number.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="offset">The number.</param>
    public static Tensor<T> Shift<T>(this Tensor<T> x, double offset)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Tensor<T> y = x.Tape.Output(nameof(Shift), x.Shape, x);
        TensorPrimitives.Add(x.Values, T.CreateChecked(offset), y.Values);
        y.Tape.Record(y, () => x.AddGradient(y.Gradient));
        return y;
    }

    /// <summary>Every element raised to one power.</summary>
    /// <param name="x">Any shape, elements above 0.</param>
    /// <param name="exponent">The power.</param>
    public static Tensor<T> Power<T>(this Tensor<T> x, double exponent)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Tensor<T> y = x.Tape.Output(nameof(Power), x.Shape, x);
        TensorPrimitives.Pow(x.Values, T.CreateChecked(exponent), y.Values);
        y.Tape.Record(y, () =>
        {
            using Scratch<T> slope = y.Tape.Scratch(y.Shape.Count);
            TensorPrimitives.Divide(y.Values, x.Values, slope.Span);
            TensorPrimitives.Multiply(slope.Span, T.CreateChecked(exponent), slope.Span);
            TensorPrimitives.MultiplyAdd(y.Gradient, slope.Span, x.Gradient, x.Gradient);
        });
        return y;
    }

    // left + sign * right, sign being 1 or -1.
    private static Tensor<T> Sum<T>(string operation, Tensor<T> left, Tensor<T> right, T sign)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var rows = new Broadcast(operation, left.Shape, right.Shape, nameof(right));
        Tensor<T> y = left.Tape.Output(operation, left.Shape, left, right);
        for (int row = 0; row < rows.RowCount; row++)
        {
            ReadOnlySpan<T> a = Row(left.Values, rows, row);
            Span<T> c = Row(y.Values, rows, row);
            int at = rows.Start(row);
            if (rows.Step == 1)
            {
                TensorPrimitives.MultiplyAdd(right.Values.Slice(at, a.Length), sign, a, c);
            }
            else
            {
                TensorPrimitives.Add(a, sign * right.Values[at], c);
            }
        }

        y.Tape.Record(y, () =>
        {
            if (left.NeedsGradient)
            {
                left.AddGradient(y.Gradient);
            }

            if (right.NeedsGradient && right.Shape.Count == y.Shape.Count && rows.RowCount == 1)
            {
                right.AddGradient(y.Gradient, sign);
            }
            else if (right.NeedsGradient)
            {
                for (int row = 0; row < rows.RowCount; row++)
                {
                    ReadOnlySpan<T> dy = Row(y.Gradient, rows, row);
                    Span<T> to = right.Gradient[rows.Start(row)..];
                    if (rows.Step == 1)
                    {
                        TensorPrimitives.MultiplyAdd(dy, sign, to[..dy.Length], to[..dy.Length]);
                    }
                    else
                    {
                        to[0] += sign * Sums.Of(dy);
                    }
                }
            }
        });
        return y;
    }

    private static void MultiplyBackward<T>(Tensor<T> left, Tensor<T> right, Tensor<T> y, Broadcast rows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int row = 0; row < rows.RowCount; row++)
        {
            ReadOnlySpan<T> dy = Row(y.Gradient, rows, row);
            int at = rows.Start(row);
            if (left.NeedsGradient)
            {
                Span<T> to = Row(left.Gradient, rows, row);
                if (rows.Step == 1)
                {
                    TensorPrimitives.MultiplyAdd(dy, right.Values.Slice(at, dy.Length), to, to);
                }
                else
                {
                    TensorPrimitives.MultiplyAdd(dy, right.Values[at], to, to);
                }
            }

            if (right.NeedsGradient)
            {
                ReadOnlySpan<T> a = Row(left.Values, rows, row);
                if (rows.Step == 1)
                {
                    Span<T> to = right.Gradient.Slice(at, dy.Length);
                    TensorPrimitives.MultiplyAdd(dy, a, to, to);
                }
                else
                {
                    right.Gradient[at] += Sums.OfProducts(dy, a);
                }
            }
        }
    }

    private static Span<T> Row<T>(Span<T> x, in Broadcast rows, int row) => x.Slice(row * rows.RowLength, rows.RowLength);
}

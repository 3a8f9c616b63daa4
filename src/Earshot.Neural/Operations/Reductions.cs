using System.Numerics;
using System.Numerics.Tensors;
using Earshot.Neural.Numerics;

namespace Earshot.Neural.Operations;

/// <summary>Sums and means, over everything or over one dimension.</summary>
public static class Reductions
{
    /// <summary>The sum of all elements.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>One number.</returns>
    public static Tensor<T> Sum<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => All(nameof(Sum), x, T.One);

    /// <summary>The mean of all elements.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>One number.</returns>
    public static Tensor<T> Mean<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => All(nameof(Mean), x, T.One / T.CreateChecked(x.Shape.Count));

    /// <summary>The sum along one dimension.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="dimension">The letter of the dimension that goes.</param>
    /// <returns>The shape without it.</returns>
    /// <exception cref="ArgumentException">There is no such dimension.</exception>
    public static Tensor<T> Sum<T>(this Tensor<T> x, char dimension)
        where T : unmanaged, IFloatingPointIeee754<T> => Along(nameof(Sum), x, x.Shape.AxisOf(dimension), T.One);

    /// <summary>The mean along one dimension.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="dimension">The letter of the dimension that goes.</param>
    /// <returns>The shape without it.</returns>
    /// <exception cref="ArgumentException">There is no such dimension.</exception>
    public static Tensor<T> Mean<T>(this Tensor<T> x, char dimension)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Along(nameof(Mean), x, x.Shape.AxisOf(dimension), T.One / T.CreateChecked(x.Shape[dimension]));

    private static Tensor<T> All<T>(string operation, Tensor<T> x, T scale)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Tensor<T> y = x.Tape.Output(operation, Shape.Scalar, x);
        y.Values[0] = scale * Sums.Of<T>(x.Values);
        y.Tape.Record(y, () => TensorPrimitives.Add(x.Gradient, scale * y.Gradient[0], x.Gradient));
        return y;
    }

    private static Tensor<T> Along<T>(string operation, Tensor<T> x, int axis, T scale)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        (int outer, int length, int inner) = x.Shape.SplitAt(axis);
        Tensor<T> y = x.Tape.Output(operation, x.Shape.Without(axis), x);
        Span<T> sums = y.Values;
        for (int o = 0; o < outer; o++)
        {
            ReadOnlySpan<T> block = x.Values.Slice(o * length * inner, length * inner);
            if (inner == 1)
            {
                sums[o] = Sums.Of(block);
                continue;
            }

            Span<T> row = sums.Slice(o * inner, inner);
            row.Clear();
            Sums.OfRows(block, row);
        }

        TensorPrimitives.Multiply(sums, scale, sums);
        y.Tape.Record(y, () =>
        {
            for (int o = 0; o < outer; o++)
            {
                ReadOnlySpan<T> dy = y.Gradient.Slice(o * inner, inner);
                Span<T> dx = x.Gradient.Slice(o * length * inner, length * inner);
                for (int i = 0; i < dx.Length && inner > 1; i += inner)
                {
                    TensorPrimitives.MultiplyAdd(dy, scale, dx.Slice(i, inner), dx.Slice(i, inner));
                }

                if (inner == 1)
                {
                    TensorPrimitives.Add(dx, scale * dy[0], dx);
                }
            }
        });
        return y;
    }
}

using System.Numerics;
using System.Numerics.Tensors;

namespace Earshot.Neural.Operations;

/// <summary>Choosing, joining and moving parts of tensors.</summary>
public static class Slices
{
    /// <summary>A stretch of one dimension.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">0 for the outermost dimension; negative counts from the innermost, -1.</param>
    /// <param name="start">First index, 0 or more.</param>
    /// <param name="length">How many, 1 or more.</param>
    /// <returns>The shape with that length in that dimension.</returns>
    /// <exception cref="ShapeException">The stretch leaves the dimension.</exception>
    public static Tensor<T> Slice<T>(this Tensor<T> x, int axis, int start, int length)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int at = axis < 0 ? x.Shape.Rank + axis : axis;
        bool fits = (uint)at < (uint)x.Shape.Rank && start >= 0 && length > 0 && start + length <= x.Shape[at];
        ShapeException.Require(fits, nameof(Slice), $"room for {start} .. {start + length - 1} in dimension {axis}", x.Shape, nameof(x));
        (int outer, int whole, int inner) = x.Shape.SplitAt(at);
        Tensor<T> y = x.Tape.Output(nameof(Slice), x.Shape.With(at, length), x);
        for (int o = 0; o < outer; o++)
        {
            x.Values.Slice(((o * whole) + start) * inner, length * inner).CopyTo(y.Values[(o * length * inner)..]);
        }

        y.Tape.Record(y, () =>
        {
            for (int o = 0; o < outer; o++)
            {
                Span<T> dx = x.Gradient.Slice(((o * whole) + start) * inner, length * inner);
                TensorPrimitives.Add(dx, y.Gradient.Slice(o * length * inner, length * inner), dx);
            }
        });
        return y;
    }

    /// <summary>Joins tensors end to end along one dimension.</summary>
    /// <param name="axis">0 for the outermost dimension; negative counts from the innermost, -1.</param>
    /// <param name="parts">One tensor or more, equal in all other dimensions.</param>
    /// <returns>The joined tensor, with the names of the first part.</returns>
    /// <exception cref="ShapeException">Another dimension differs.</exception>
    public static Tensor<T> Concat<T>(int axis, params Tensor<T>[] parts)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfZero(parts.Length, nameof(parts));
        Shape first = parts[0].Shape;
        int at = axis < 0 ? first.Rank + axis : axis;
        int all = 0;
        foreach (Tensor<T> part in parts)
        {
            bool fits = part.Shape.Rank == first.Rank && first.SameLengths(part.Shape.With(at, first[at]));
            ShapeException.Require(fits, nameof(Concat), $"{first} but for dimension {at}", part.Shape, nameof(parts));
            all += part.Shape[at];
        }

        (int outer, _, int inner) = first.SplitAt(at);
        Tensor<T> y = parts[0].Tape.Output(nameof(Concat), first.With(at, all), parts);
        int start = 0;
        foreach (Tensor<T> part in parts)
        {
            int width = part.Shape[at] * inner;
            for (int o = 0; o < outer; o++)
            {
                part.Values.Slice(o * width, width).CopyTo(y.Values[((o * all * inner) + start)..]);
            }

            start += width;
        }

        y.Tape.Record(y, () =>
        {
            int start = 0;
            foreach (Tensor<T> part in parts)
            {
                int width = part.Shape[at] * inner;
                for (int o = 0; o < outer && part.NeedsGradient; o++)
                {
                    Span<T> to = part.Gradient.Slice(o * width, width);
                    TensorPrimitives.Add(to, y.Gradient.Slice((o * all * inner) + start, width), to);
                }

                start += width;
            }
        });
        return y;
    }

    /// <summary>The slices of one dimension that indices name, in their order; an index may occur often.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">0 for the outermost dimension; negative counts from the innermost, -1.</param>
    /// <param name="indices">Which slices; the array is read again in the backward pass, so leave it as it is until then.</param>
    /// <param name="name">Letter of the new dimension; the old one when omitted.</param>
    /// <returns>The shape with as many slices as there are indices.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside the dimension.</exception>
    public static Tensor<T> Gather<T>(this Tensor<T> x, int axis, int[] indices, char name = '\0')
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int at = axis < 0 ? x.Shape.Rank + axis : axis;
        (int outer, int length, int inner) = x.Shape.SplitAt(at);
        RequireInside(indices, length);
        Tensor<T> y = x.Tape.Output(nameof(Gather), x.Shape.With(at, indices.Length, name), x);
        for (int o = 0; o < outer; o++)
        {
            for (int i = 0; i < indices.Length; i++)
            {
                x.Values.Slice(((o * length) + indices[i]) * inner, inner).CopyTo(y.Values[(((o * indices.Length) + i) * inner)..]);
            }
        }

        y.Tape.Record(y, () => AddTo(y.Gradient, x.Gradient, indices, outer, length, inner, scatters: true));
        return y;
    }

    /// <summary>Adds the slices of one dimension into the places that indices name; what no index names is zero.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">0 for the outermost dimension; negative counts from the innermost, -1.</param>
    /// <param name="indices">The place of each slice; the array is read again in the backward pass.</param>
    /// <param name="length">Slices of the result.</param>
    /// <returns>The shape with that length in that dimension.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside the result.</exception>
    /// <exception cref="ShapeException">There are more or fewer indices than slices.</exception>
    public static Tensor<T> Scatter<T>(this Tensor<T> x, int axis, int[] indices, int length)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int at = axis < 0 ? x.Shape.Rank + axis : axis;
        (int outer, int slices, int inner) = x.Shape.SplitAt(at);
        ShapeException.Require(slices == indices.Length, nameof(Scatter), $"{indices.Length} slices in dimension {axis}", x.Shape, nameof(x));
        RequireInside(indices, length);
        Tensor<T> y = x.Tape.Output(nameof(Scatter), x.Shape.With(at, length), x);
        y.Values.Clear();
        AddTo(x.Values, y.Values, indices, outer, length, inner, scatters: true);
        y.Tape.Record(y, () => AddTo(x.Gradient, y.Gradient, indices, outer, length, inner, scatters: false));
        return y;
    }

    // Between a packed tensor [outer][indices][inner] and a wide one [outer][length][inner]: adds packed slices to wide ones, or back.
    private static void AddTo<T>(Span<T> packed, Span<T> wide, int[] indices, int outer, int length, int inner, bool scatters)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int o = 0; o < outer; o++)
        {
            for (int i = 0; i < indices.Length; i++)
            {
                Span<T> near = packed.Slice(((o * indices.Length) + i) * inner, inner);
                Span<T> far = wide.Slice(((o * length) + indices[i]) * inner, inner);
                Span<T> to = scatters ? far : near;
                TensorPrimitives.Add(near, far, to);
            }
        }
    }

    private static void RequireInside(int[] indices, int length)
    {
        foreach (int index in indices)
        {
            if ((uint)index >= (uint)length)
            {
                throw new ArgumentOutOfRangeException(nameof(indices), index, $"0 .. {length - 1} was expected");
            }
        }
    }
}

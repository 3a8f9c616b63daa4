// C = op(A) op(B) or C += op(A) op(B) on row-major matrices.
// Every element of C is one chain of fused multiply-adds along K from zero (or from C): the result has the same bits at every vector
// width, for any number of threads and beside the plain loops, which double and other types use.
// Cost: 2 M N K operations, for float at about the speed of the processor's multiply-add units.
using System.Numerics;

namespace Earshot.Neural.Kernels;

/// <summary>C = op(A) op(B) or C += op(A) op(B) on row-major matrices.</summary>
public static unsafe class MatrixProduct
{
    /// <summary>Computes the product; each element of C is one chain of additions along K, whatever the number of threads.</summary>
    /// <param name="shape">Sizes, strides and transposes.</param>
    /// <param name="a">A, <c>[M][K]</c>, or <c>[K][M]</c> when transposed.</param>
    /// <param name="b">B, <c>[K][N]</c>, or <c>[N][K]</c> when transposed.</param>
    /// <param name="c">C, <c>[M][N]</c>; shares no element with A or B.</param>
    /// <param name="accumulate">Adds to C instead of replacing it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size or stride is negative, or rows of C overlap.</exception>
    /// <exception cref="ArgumentException">A span is shorter than its matrix.</exception>
    public static void Multiply<T>(in ProductShape shape, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, bool accumulate = false)
        where T : unmanaged, IFloatingPointIeee754<T> => Multiply(shape, a, b, c, accumulate, 1);

    /// <summary>Computes the product on several threads; the result does not depend on their number.</summary>
    /// <param name="shape">Sizes, strides and transposes.</param>
    /// <param name="a">A, <c>[M][K]</c>, or <c>[K][M]</c> when transposed.</param>
    /// <param name="b">B, <c>[K][N]</c>, or <c>[N][K]</c> when transposed.</param>
    /// <param name="c">C, <c>[M][N]</c>; shares no element with A or B.</param>
    /// <param name="accumulate">Adds to C instead of replacing it.</param>
    /// <param name="degree">Parts of C that may be computed at the same time, 1 or more; 1 uses the calling thread alone.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size, a stride or the degree is out of range.</exception>
    /// <exception cref="ArgumentException">A span is shorter than its matrix.</exception>
    public static void Multiply<T>(in ProductShape shape, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, bool accumulate, int degree)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ProductCheck.Shape(shape);
        ArgumentOutOfRangeException.ThrowIfLessThan(degree, 1);
        ProductCheck.Holds(shape.LengthA, a.Length, shape, nameof(a));
        ProductCheck.Holds(shape.LengthB, b.Length, shape, nameof(b));
        ProductCheck.Holds(shape.LengthC, c.Length, shape, nameof(c));
        if (typeof(T) != typeof(float))
        {
            PlainProduct.Multiply(shape, a, b, c, accumulate);
            return;
        }

        fixed (T* pa = a, pb = b, pc = c)
        {
            SplitProduct.Run(VectorWidth.Widest, shape, (float*)pa, (float*)pb, (float*)pc, accumulate, degree);
        }
    }
}

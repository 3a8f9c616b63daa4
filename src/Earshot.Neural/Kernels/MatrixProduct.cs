using System.Numerics;

namespace Earshot.Neural.Kernels;

/// <summary>C = op(A) op(B) or C += op(A) op(B) on row-major matrices.</summary>
public static class MatrixProduct
{
    /// <summary>Computes the product; each element of C is one chain of additions along K, whatever the number of threads.</summary>
    /// <param name="shape">Sizes, strides and transposes.</param>
    /// <param name="a">A, <c>[M][K]</c>, or <c>[K][M]</c> when transposed.</param>
    /// <param name="b">B, <c>[K][N]</c>, or <c>[N][K]</c> when transposed.</param>
    /// <param name="c">C, <c>[M][N]</c>.</param>
    /// <param name="accumulate">Adds to C instead of replacing it.</param>
    public static void Multiply<T>(in ProductShape shape, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, bool accumulate = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < shape.M; i++)
        {
            for (int j = 0; j < shape.N; j++)
            {
                T sum = accumulate ? c[(i * shape.StrideC) + j] : T.Zero;
                for (int k = 0; k < shape.K; k++)
                {
                    T x = shape.TransposeA ? a[(k * shape.StrideA) + i] : a[(i * shape.StrideA) + k];
                    T y = shape.TransposeB ? b[(j * shape.StrideB) + k] : b[(k * shape.StrideB) + j];
                    sum = T.FusedMultiplyAdd(x, y, sum);
                }

                c[(i * shape.StrideC) + j] = sum;
            }
        }
    }
}

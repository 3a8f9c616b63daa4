using System.Numerics;

namespace Earshot.Neural.Kernels;

/// <summary>The matrix product as its definition says it: what the fast forms are compared with, and the form for double.</summary>
internal static class PlainProduct
{
    /// <summary>C = op(A) op(B) or C += op(A) op(B).</summary>
    public static void Multiply<T>(in ProductShape shape, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, bool accumulate)
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

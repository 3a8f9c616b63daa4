namespace Earshot.Neural.Kernels;

/// <summary>The shape of a matrix product C = op(A) op(B), row-major, with rows that may be apart or overlap.</summary>
/// <param name="M">Rows of op(A) and of C.</param>
/// <param name="N">Columns of op(B) and of C.</param>
/// <param name="K">Columns of op(A), rows of op(B).</param>
/// <param name="StrideA">Elements from one stored row of A to the next. It may be less than the row's length: rows then overlap, as the
/// windows of a convolution do.</param>
/// <param name="StrideB">Elements from one stored row of B to the next.</param>
/// <param name="StrideC">Elements from one row of C to the next, at least N.</param>
/// <param name="TransposeA">Whether A is stored as [K][M] instead of [M][K].</param>
/// <param name="TransposeB">Whether B is stored as [N][K] instead of [K][N].</param>
public readonly record struct ProductShape(int M, int N, int K, int StrideA, int StrideB, int StrideC, bool TransposeA, bool TransposeB)
{
    /// <summary>The shape of a product of dense matrices.</summary>
    public static ProductShape Dense(int m, int n, int k, bool transposeA = false, bool transposeB = false) =>
        new(m, n, k, transposeA ? m : k, transposeB ? k : n, n, transposeA, transposeB);

    /// <summary>Elements from the first to the last of A.</summary>
    internal long LengthA => TransposeA ? Extent(K, StrideA, M) : Extent(M, StrideA, K);

    /// <summary>Elements from the first to the last of B.</summary>
    internal long LengthB => TransposeB ? Extent(N, StrideB, K) : Extent(K, StrideB, N);

    /// <summary>Elements from the first to the last of C.</summary>
    internal long LengthC => Extent(M, StrideC, N);

    private static long Extent(int rows, int stride, int columns) => rows == 0 || columns == 0 ? 0 : ((long)(rows - 1) * stride) + columns;
}

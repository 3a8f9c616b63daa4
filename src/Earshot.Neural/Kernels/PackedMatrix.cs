// The right operand of many products, packed once: recurrent weights over the steps of a sequence, frozen weights in use.
// Panels of 32 columns, [panel][K][32], the last one filled up with zeros; the same at every vector width.
// The products give the same bits as MatrixProduct. Cost: packing reads and writes K x N floats once.
namespace Earshot.Neural.Kernels;

/// <summary>A matrix B, <c>[K][N]</c>, laid out for products A B that allocate nothing and copy nothing of B.</summary>
/// <remarks>Products may run on several threads at once; packing may not run beside them.</remarks>
public sealed unsafe class PackedMatrix
{
    private readonly AlignedArray<float> _panels; // [panel][k][32]

    /// <summary>Makes room for a matrix, which is zero until packed.</summary>
    /// <param name="rows">K, 1 or more.</param>
    /// <param name="columns">N, 1 or more.</param>
    public PackedMatrix(int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        Rows = rows;
        Columns = columns;
        _panels = new AlignedArray<float>(checked((columns + PackedPanels.Columns - 1) / PackedPanels.Columns * PackedPanels.Columns * rows));
    }

    /// <summary>K: elements of a row of A.</summary>
    public int Rows { get; }

    /// <summary>N: elements of a row of C.</summary>
    public int Columns { get; }

    /// <summary>Packs a dense matrix.</summary>
    /// <param name="rows">K, 1 or more.</param>
    /// <param name="columns">N, 1 or more.</param>
    /// <param name="values">B, <c>[K][N]</c>, or <c>[N][K]</c> when transposed.</param>
    /// <param name="transposed">Whether B is stored as <c>[N][K]</c>, as the weights of a linear layer are.</param>
    /// <exception cref="ArgumentException">There are fewer values than the matrix has elements.</exception>
    public static PackedMatrix From(int rows, int columns, ReadOnlySpan<float> values, bool transposed = false)
    {
        var packed = new PackedMatrix(rows, columns);
        packed.Pack(values, transposed);
        return packed;
    }

    /// <summary>Replaces the matrix, without allocating: weights that a training step has changed.</summary>
    /// <param name="values">B, <c>[K][N]</c>, or <c>[N][K]</c> when transposed.</param>
    /// <param name="transposed">Whether B is stored as <c>[N][K]</c>.</param>
    /// <exception cref="ArgumentException">There are fewer values than the matrix has elements.</exception>
    public void Pack(ReadOnlySpan<float> values, bool transposed = false)
    {
        var shape = ProductShape.Dense(0, Columns, Rows, transposeB: transposed);
        ProductCheck.Holds(shape.LengthB, values.Length, shape, nameof(values));
        fixed (float* b = values)
        {
            BlockedProduct<Lanes128>.PackColumns(shape, b, 0, Columns, 0, Rows, _panels.Pointer);
        }

        GC.KeepAlive(_panels);
    }

    /// <summary>C = A B, or C += A B on dense matrices; the number of rows is that of A.</summary>
    /// <param name="a">A, <c>[M][K]</c>.</param>
    /// <param name="c">C, <c>[M][N]</c>; shares no element with A.</param>
    /// <param name="accumulate">Adds to C instead of replacing it.</param>
    /// <exception cref="ArgumentException">A is not made of whole rows, or C is too short.</exception>
    public void Multiply(ReadOnlySpan<float> a, Span<float> c, bool accumulate = false)
    {
        if (a.Length % Rows != 0)
        {
            throw new ArgumentException($"matrix product: expected rows of {Rows} elements, found {a.Length} elements", nameof(a));
        }

        Multiply(a.Length / Rows, Rows, a, Columns, c, accumulate);
    }

    /// <summary>C = A B, or C += A B.</summary>
    /// <param name="count">M: rows of A and C.</param>
    /// <param name="strideA">Elements from one row of A to the next; rows may overlap.</param>
    /// <param name="a">A, <c>[M][K]</c>.</param>
    /// <param name="strideC">Elements from one row of C to the next, at least N.</param>
    /// <param name="c">C, <c>[M][N]</c>; shares no element with A.</param>
    /// <param name="accumulate">Adds to C instead of replacing it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count or a stride is negative, or rows of C overlap.</exception>
    /// <exception cref="ArgumentException">A span is shorter than its matrix.</exception>
    public void Multiply(int count, int strideA, ReadOnlySpan<float> a, int strideC, Span<float> c, bool accumulate = false) =>
        Multiply(VectorWidth.Widest, count, strideA, a, strideC, c, accumulate);

    /// <summary>The product at a chosen vector width.</summary>
    internal void Multiply(int vectorWidth, int count, int strideA, ReadOnlySpan<float> a, int strideC, Span<float> c, bool accumulate)
    {
        var shape = new ProductShape(count, Columns, Rows, strideA, Columns, strideC, TransposeA: false, TransposeB: false);
        ProductCheck.Shape(shape);
        ProductCheck.Holds(shape.LengthA, a.Length, shape, nameof(a));
        ProductCheck.Holds(shape.LengthC, c.Length, shape, nameof(c));
        fixed (float* pa = a, pc = c)
        {
            FloatProduct.MultiplyPacked(vectorWidth, shape, pa, _panels.Pointer, pc, accumulate);
        }

        GC.KeepAlive(_panels);
    }
}

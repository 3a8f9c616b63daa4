using System.Numerics;
using Earshot.Neural.Kernels;
using Earshot.Neural.Numerics;

namespace Earshot.Neural.Recurrence;

// A weight as the right operand of many small products, [rows][columns]: packed once for float, as it is for other types.
internal sealed class RepeatedOperand<T>(int rows, int columns)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly PackedMatrix? _packed = typeof(T) == typeof(float) ? new PackedMatrix(rows, columns) : null;
    private Tensor<T>? _weight;
    private bool _isTransposed;

    public void Load(Tensor<T> weight, bool transposed)
    {
        (_weight, _isTransposed) = (weight, transposed);
        _packed?.Pack(Elementwise.Floats(weight.Values), transposed);
    }

    // c = a w, or c += a w; the number of rows is that of a.
    public void Multiply(ReadOnlySpan<T> a, Span<T> c, bool accumulate = false)
    {
        if (_packed is not null)
        {
            _packed.Multiply(Elementwise.Floats(a), Elementwise.Floats(c), accumulate);
            return;
        }

        MatrixProduct.Multiply(ProductShape.Dense(a.Length / rows, columns, rows, transposeB: _isTransposed), a, _weight!.Values, c, accumulate);
    }
}

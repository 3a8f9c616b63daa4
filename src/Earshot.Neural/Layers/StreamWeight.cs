using System.Numerics;
using System.Runtime.InteropServices;
using Earshot.Neural.Kernels;
using Earshot.Neural.Numerics;

namespace Earshot.Neural.Layers;

// A weight, [outputs][inputs], as streams multiply with it: packed in panels that a step reads from front to back, which is what its speed hangs on. All streams of a
// layer share the panels. They are packed when a stream begins, and again when one begins after the weights have changed.
internal sealed class StreamWeight<T>(Parameter<T> weight, int outputs, int inputs)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Lock _gate = new();
    private volatile PackedMatrix? _packed;
    private ulong _packedPrint;

    // To be called when a stream begins.
    public void Refresh()
    {
        if (typeof(T) != typeof(float))
        {
            return;
        }

        lock (_gate)
        {
            ulong print = Fingerprint(MemoryMarshal.Cast<T, uint>(weight.Values));
            if (_packed is null || print != _packedPrint)
            {
                // A new object: running streams may be reading the old one.
                _packed = PackedMatrix.From(inputs, outputs, Elementwise.Floats(weight.Values), transposed: true);
                _packedPrint = print;
            }
        }
    }

    // c = a w', or c += a w', for the rows of a.
    public void Multiply(ReadOnlySpan<T> a, Span<T> c, bool accumulate)
    {
        if (_packed is PackedMatrix packed)
        {
            packed.Multiply(Elementwise.Floats(a), Elementwise.Floats(c), accumulate);
            return;
        }

        MatrixProduct.Multiply(ProductShape.Dense(a.Length / inputs, outputs, inputs, transposeB: true), a, weight.Values, c, accumulate);
    }

    // Fowler, Noll and Vo's hash with words for bytes: tells changed weights from unchanged ones, nothing more.
    private static ulong Fingerprint(ReadOnlySpan<uint> words)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (uint word in words)
        {
            hash = (hash ^ word) * 0x100000001B3;
        }

        return hash;
    }
}

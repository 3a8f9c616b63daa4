using System.Numerics;
using System.Numerics.Tensors;
using Earshot.Neural.Numerics;

namespace Earshot.Neural.Recurrence;

// The gates of a gated recurrent unit for one frame of one example, forwards and backwards:
// r = s(ir + hr), z = s(iz + hz), n = tanh(in + r m) with m = hn (bias included), h' = n + z (h - n).
internal static class GruCell
{
    // gates: on entry the input's part [r, z, n], on return the gates. hidden: the state's part [r, z, n], which becomes m in its last third.
    public static void Forward<T>(Span<T> gates, Span<T> hidden, ReadOnlySpan<T> hiddenBias, ReadOnlySpan<T> before, Span<T> after)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int size = before.Length;
        TensorPrimitives.Add(hidden, hiddenBias, hidden);
        Span<T> open = gates[..(2 * size)];
        TensorPrimitives.Add(open, hidden[..(2 * size)], open);
        Elementwise.Sigmoid(open, open);
        Span<T> n = gates[(2 * size)..];
        TensorPrimitives.MultiplyAdd(gates[..size], hidden[(2 * size)..], n, n);
        Elementwise.Tanh(n, n);
        TensorPrimitives.Subtract(before, n, after);
        TensorPrimitives.MultiplyAdd(gates.Slice(size, size), after, n, after);
    }

    // dh: on entry the gradient of h', on return its direct part for h. gates become the gradients of the input's part; hidden gets those of the state's.
    public static void Backward<T>(Span<T> gates, ReadOnlySpan<T> m, ReadOnlySpan<T> before, Span<T> dh, Span<T> hidden)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int size = before.Length;
        var one = Vector<T>.One;
        Span<T> r = gates[..size];
        Span<T> z = gates.Slice(size, size);
        Span<T> n = gates[(2 * size)..];
        int i = 0;
        for (; i <= size - Vector<T>.Count; i += Vector<T>.Count)
        {
            (Vector<T> rv, Vector<T> zv, Vector<T> nv) = (new(r[i..]), new(z[i..]), new(n[i..]));
            Vector<T> dv = new(dh[i..]);
            Vector<T> dn = dv * (one - zv) * (one - (nv * nv));
            Vector<T> dz = dv * (new Vector<T>(before[i..]) - nv) * zv * (one - zv);
            Vector<T> dr = dn * new Vector<T>(m[i..]) * rv * (one - rv);
            dr.CopyTo(r[i..]);
            dz.CopyTo(z[i..]);
            dn.CopyTo(n[i..]);
            dr.CopyTo(hidden[i..]);
            dz.CopyTo(hidden[(size + i)..]);
            (dn * rv).CopyTo(hidden[((2 * size) + i)..]);
            (dv * zv).CopyTo(dh[i..]);
        }

        // The remainder, one by one.
        for (; i < size; i++)
        {
            (T rs, T zs, T ns, T ds) = (r[i], z[i], n[i], dh[i]);
            T dn = ds * (T.One - zs) * (T.One - (ns * ns));
            z[i] = hidden[size + i] = ds * (before[i] - ns) * zs * (T.One - zs);
            r[i] = hidden[i] = dn * m[i] * rs * (T.One - rs);
            n[i] = dn;
            hidden[(2 * size) + i] = dn * rs;
            dh[i] = ds * zs;
        }
    }
}

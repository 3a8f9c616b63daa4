using System.Numerics;
using System.Numerics.Tensors;
using Earshot.Neural.Numerics;

namespace Earshot.Neural.Recurrence;

// The gates of a long short-term memory for one frame of one example, forwards and backwards:
// i, f, o = sigmoids, g = tanh, c' = f c + i g, h = o tanh(c').
internal static class LstmCell
{
    // gates: on entry the sum of the input's and the state's part [i, f, g, o], on return the gates.
    public static void Forward<T>(Span<T> gates, ReadOnlySpan<T> before, Span<T> cell, Span<T> squashed, Span<T> after)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int size = before.Length;
        Elementwise.Sigmoid(gates[..(2 * size)], gates[..(2 * size)]);
        Elementwise.Tanh(gates.Slice(2 * size, size), gates.Slice(2 * size, size));
        Elementwise.Sigmoid(gates[(3 * size)..], gates[(3 * size)..]);
        TensorPrimitives.Multiply(gates[..size], gates.Slice(2 * size, size), squashed);
        TensorPrimitives.MultiplyAdd(gates.Slice(size, size), before, squashed, cell);
        Elementwise.Tanh(cell, squashed);
        TensorPrimitives.Multiply(gates[(3 * size)..], squashed, after);
    }

    // dh: gradient of h. dc: on entry the gradient of c' that later frames sent, on return that of c. gates become their gradients.
    public static void Backward<T>(Span<T> gates, ReadOnlySpan<T> before, ReadOnlySpan<T> squashed, ReadOnlySpan<T> dh, Span<T> dc)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int size = before.Length;
        var one = Vector<T>.One;
        Span<T> i = gates[..size];
        Span<T> f = gates.Slice(size, size);
        Span<T> g = gates.Slice(2 * size, size);
        Span<T> o = gates[(3 * size)..];
        int at = 0;
        for (; at <= size - Vector<T>.Count; at += Vector<T>.Count)
        {
            (Vector<T> iv, Vector<T> fv, Vector<T> gv, Vector<T> ov) = (new(i[at..]), new(f[at..]), new(g[at..]), new(o[at..]));
            (Vector<T> sv, Vector<T> hv) = (new(squashed[at..]), new(dh[at..]));
            Vector<T> cv = new Vector<T>(dc[at..]) + (hv * ov * (one - (sv * sv)));
            (cv * gv * iv * (one - iv)).CopyTo(i[at..]);
            (cv * new Vector<T>(before[at..]) * fv * (one - fv)).CopyTo(f[at..]);
            (cv * iv * (one - (gv * gv))).CopyTo(g[at..]);
            (hv * sv * ov * (one - ov)).CopyTo(o[at..]);
            (cv * fv).CopyTo(dc[at..]);
        }

        // The remainder, one by one.
        for (; at < size; at++)
        {
            (T iv, T fv, T gv, T ov) = (i[at], f[at], g[at], o[at]);
            T cv = dc[at] + (dh[at] * ov * (T.One - (squashed[at] * squashed[at])));
            i[at] = cv * gv * iv * (T.One - iv);
            f[at] = cv * before[at] * fv * (T.One - fv);
            g[at] = cv * iv * (T.One - (gv * gv));
            o[at] = dh[at] * squashed[at] * ov * (T.One - ov);
            dc[at] = cv * fv;
        }
    }
}

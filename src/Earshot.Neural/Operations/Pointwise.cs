using System.Numerics;

namespace Earshot.Neural.Operations;

// The loop that all element-wise functions share.
internal static class Pointwise
{
    public static Tensor<T> Apply<T, TFunction>(Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFunction : struct, IPointwise<T>
    {
        Tensor<T> y = x.Tape.Output(TFunction.Name, x.Shape, x);
        TFunction.Values(x.Values, y.Values);
        y.Tape.Record(y, () =>
        {
            Span<T> dx = x.GradientToWrite(out bool adds);
            AddSlopes<T, TFunction>(x.Values, y.Values, y.Gradient, dx, adds);
        });
        return y;
    }

    // dx += dy f'(x), or dx = dy f'(x) for its first gradient. Lanes: Vector<T>; the remainder goes through the same lanes with its tail zero.
    private static void AddSlopes<T, TFunction>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> dy, Span<T> dx, bool adds)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFunction : struct, IPointwise<T>
    {
        int i = 0;
        for (; i <= x.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            Vector<T> slope = TFunction.Slope(new Vector<T>(x[i..]), new Vector<T>(y[i..]));
            Vector<T> before = adds ? new Vector<T>(dx[i..]) : Vector<T>.Zero;
            (before + (new Vector<T>(dy[i..]) * slope)).CopyTo(dx[i..]);
        }

        if (i < x.Length)
        {
            Vector<T> slope = TFunction.Slope(Tail(x[i..]), Tail(y[i..]));
            for (int k = 0; i + k < x.Length; k++)
            {
                dx[i + k] = (adds ? dx[i + k] : T.Zero) + (dy[i + k] * slope[k]);
            }
        }
    }

    private static Vector<T> Tail<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> lanes = stackalloc T[Vector<T>.Count];
        lanes.Clear();
        x.CopyTo(lanes);
        return new Vector<T>(lanes);
    }
}

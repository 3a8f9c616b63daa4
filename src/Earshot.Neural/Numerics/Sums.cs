using System.Numerics;
using Fast = Earshot.Neural.Kernels.VectorMath;

namespace Earshot.Neural.Numerics;

// Sums in an order that depends on the length only (and, for other types than float, on the vector width). Library reductions start at the next aligned
// address, so their rounding changes with where the memory happens to lie; training must give the same bits in each run.
internal static class Sums
{
    public static T Of<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            return T.CreateTruncating(Fast.Sum(Elementwise.Floats(x)));
        }

        Vector<T> lanes = Vector<T>.Zero;
        int i = 0;
        for (; i <= x.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            lanes += new Vector<T>(x[i..]);
        }

        T sum = Vector.Sum(lanes);
        for (; i < x.Length; i++)
        {
            sum += x[i];
        }

        return sum;
    }

    public static T OfSquares<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => OfProducts(x, x);

    public static T OfProducts<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            return T.CreateTruncating(Fast.Dot(Elementwise.Floats(x), Elementwise.Floats(y)));
        }

        Vector<T> lanes = Vector<T>.Zero;
        int i = 0;
        for (; i <= x.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            lanes += new Vector<T>(x[i..]) * new Vector<T>(y[i..]);
        }

        T sum = Vector.Sum(lanes);
        for (; i < x.Length; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }

    public static T OfSquaredDistances<T>(ReadOnlySpan<T> x, T center)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var middle = new Vector<T>(center);
        Vector<T> lanes = Vector<T>.Zero;
        int i = 0;
        for (; i <= x.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            Vector<T> distance = new Vector<T>(x[i..]) - middle;
            lanes += distance * distance;
        }

        T sum = Vector.Sum(lanes);
        for (; i < x.Length; i++)
        {
            sum += (x[i] - center) * (x[i] - center);
        }

        return sum;
    }

    // y[c] += sum over rows of x[row][c].
    public static void OfRows<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int at = 0; at < x.Length; at += y.Length)
        {
            System.Numerics.Tensors.TensorPrimitives.Add(y, x.Slice(at, y.Length), y);
        }
    }
}

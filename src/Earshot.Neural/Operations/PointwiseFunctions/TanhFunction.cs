using System.Numerics;
using Earshot.Neural.Numerics;

namespace Earshot.Neural.Operations.PointwiseFunctions;

// tanh x.
internal readonly struct TanhFunction<T> : IPointwise<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static string Name => "Tanh";

    public static void Values(ReadOnlySpan<T> x, Span<T> y) => Elementwise.Tanh(x, y);

    public static Vector<T> Slope(Vector<T> x, Vector<T> y) => Vector<T>.One - (y * y);
}

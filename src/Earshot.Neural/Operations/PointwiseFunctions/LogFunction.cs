using System.Numerics;
using System.Numerics.Tensors;

namespace Earshot.Neural.Operations.PointwiseFunctions;

// ln x, x > 0.
internal readonly struct LogFunction<T> : IPointwise<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static string Name => "Log";

    public static void Values(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Log(x, y);

    public static Vector<T> Slope(Vector<T> x, Vector<T> y) => Vector<T>.One / x;
}

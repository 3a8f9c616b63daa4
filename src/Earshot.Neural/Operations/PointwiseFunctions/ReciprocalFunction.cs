using System.Numerics;
using System.Numerics.Tensors;

namespace Earshot.Neural.Operations.PointwiseFunctions;

// 1 / x.
internal readonly struct ReciprocalFunction<T> : IPointwise<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static string Name => "Reciprocal";

    public static void Values(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Reciprocal(x, y);

    public static Vector<T> Slope(Vector<T> x, Vector<T> y) => -(y * y);
}

using System.Numerics;
using System.Numerics.Tensors;

namespace Earshot.Neural.Operations.PointwiseFunctions;

// x^2.
internal readonly struct SquareFunction<T> : IPointwise<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static string Name => "Square";

    public static void Values(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Multiply(x, x, y);

    public static Vector<T> Slope(Vector<T> x, Vector<T> y) => x + x;
}

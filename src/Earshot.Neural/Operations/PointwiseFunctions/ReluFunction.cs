using System.Numerics;
using System.Numerics.Tensors;

namespace Earshot.Neural.Operations.PointwiseFunctions;

// max(x, 0); the slope at 0 is 0.
internal readonly struct ReluFunction<T> : IPointwise<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static string Name => "Relu";

    public static void Values(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Max(x, T.Zero, y);

    public static Vector<T> Slope(Vector<T> x, Vector<T> y) => Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<T>.Zero), Vector<T>.One, Vector<T>.Zero);
}

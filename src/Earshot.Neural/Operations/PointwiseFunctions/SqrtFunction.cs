using System.Numerics;
using System.Numerics.Tensors;

namespace Earshot.Neural.Operations.PointwiseFunctions;

// Square root, x > 0 where a gradient is wanted.
internal readonly struct SqrtFunction<T> : IPointwise<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static string Name => "Sqrt";

    public static void Values(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Sqrt(x, y);

    public static Vector<T> Slope(Vector<T> x, Vector<T> y) => Vector<T>.One / (y + y);
}

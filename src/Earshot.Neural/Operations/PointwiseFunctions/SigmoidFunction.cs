using System.Numerics;
using Earshot.Neural.Numerics;

namespace Earshot.Neural.Operations.PointwiseFunctions;

// 1 / (1 + e^-x).
internal readonly struct SigmoidFunction<T> : IPointwise<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static string Name => "Sigmoid";

    public static void Values(ReadOnlySpan<T> x, Span<T> y) => Elementwise.Sigmoid(x, y);

    public static Vector<T> Slope(Vector<T> x, Vector<T> y) => y * (Vector<T>.One - y);
}

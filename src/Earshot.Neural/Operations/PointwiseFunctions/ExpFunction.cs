using System.Numerics;
using Earshot.Neural.Numerics;

namespace Earshot.Neural.Operations.PointwiseFunctions;

// e^x.
internal readonly struct ExpFunction<T> : IPointwise<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static string Name => "Exp";

    public static void Values(ReadOnlySpan<T> x, Span<T> y) => Elementwise.Exp(x, y);

    public static Vector<T> Slope(Vector<T> x, Vector<T> y) => y;
}

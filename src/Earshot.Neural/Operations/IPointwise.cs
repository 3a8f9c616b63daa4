using System.Numerics;

namespace Earshot.Neural.Operations;

// An element-wise function y = f(x): its values over a span, and its slope dy/dx in vectors, from x and the y that is already there.
internal interface IPointwise<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    static abstract string Name { get; }

    static abstract void Values(ReadOnlySpan<T> x, Span<T> y);

    static abstract Vector<T> Slope(Vector<T> x, Vector<T> y);
}

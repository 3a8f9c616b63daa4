using System.Runtime.CompilerServices;

namespace Earshot.Signals.Transforms.Kernels;

/// <summary>Eight points: the four even and the four odd inputs, joined by eighth roots of one.</summary>
internal readonly struct Radix8 : IRadix
{
    private const float RootHalf = 0.707106781186547524f; // cos(pi / 4)

    public static int Size => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<T, TColumn>(TColumn column)
        where T : unmanaged, ILanes<T>
        where TColumn : struct, IColumn<T>
    {
        ComplexLanes<T> a = column.Load(0);
        ComplexLanes<T> b = column.Load(2);
        ComplexLanes<T> c = column.Load(4);
        ComplexLanes<T> d = column.Load(6);
        ComplexLanes<T> e = column.Load(1);
        ComplexLanes<T> f = column.Load(3);
        ComplexLanes<T> g = column.Load(5);
        ComplexLanes<T> h = column.Load(7);
        Radix4.Transform(ref a, ref b, ref c, ref d);
        Radix4.Transform(ref e, ref f, ref g, ref h);
        T half = T.Broadcast(RootHalf);
        column.Store(0, a + e);
        column.Store(4, a - e);

        // f (1 - i) and h (-1 - i), the root of 1/2 left to the sum that follows.
        ComplexLanes<T> turned1 = f.MinusI(f);
        column.Store(1, b.Plus(turned1, half));
        column.Store(5, b.Minus(turned1, half));
        column.Store(2, c.MinusI(g));
        column.Store(6, c.PlusI(g));
        ComplexLanes<T> turned3 = h.PlusI(h);
        column.Store(3, d.Minus(turned3, half));
        column.Store(7, d.Plus(turned3, half));
    }
}

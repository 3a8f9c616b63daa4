using System.Runtime.CompilerServices;

namespace Earshot.Signals.Transforms.Kernels;

/// <summary>Five points: each pair of conjugate roots shares its products.</summary>
internal readonly struct Radix5 : IRadix
{
    private const float Cos1 = 0.309016994374947424f; // cos(2 pi / 5)
    private const float Cos2 = -0.809016994374947424f; // cos(4 pi / 5)
    private const float Sin1 = 0.951056516295153572f; // sin(2 pi / 5)
    private const float Sin2 = 0.587785252292473129f; // sin(4 pi / 5)

    public static int Size => 5;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<T, TColumn>(TColumn column)
        where T : unmanaged, ILanes<T>
        where TColumn : struct, IColumn<T>
    {
        ComplexLanes<T> a = column.Load(0);
        ComplexLanes<T> b = column.Load(1);
        ComplexLanes<T> c = column.Load(2);
        ComplexLanes<T> d = column.Load(3);
        ComplexLanes<T> e = column.Load(4);
        ComplexLanes<T> sum1 = b + e;
        ComplexLanes<T> sum2 = c + d;
        ComplexLanes<T> difference1 = b - e;
        ComplexLanes<T> difference2 = c - d;
        T cos1 = T.Broadcast(Cos1);
        T cos2 = T.Broadcast(Cos2);
        T sin1 = T.Broadcast(Sin1);
        T sin2 = T.Broadcast(Sin2);
        column.Store(0, a + sum1 + sum2);
        ComplexLanes<T> even1 = a.Plus(sum1, cos1).Plus(sum2, cos2);
        ComplexLanes<T> odd1 = (difference1 * sin1).Plus(difference2, sin2);
        column.Store(1, even1.MinusI(odd1));
        column.Store(4, even1.PlusI(odd1));
        ComplexLanes<T> even2 = a.Plus(sum1, cos2).Plus(sum2, cos1);
        ComplexLanes<T> odd2 = (difference1 * sin2).Minus(difference2, sin1);
        column.Store(2, even2.MinusI(odd2));
        column.Store(3, even2.PlusI(odd2));
    }
}

using System.Runtime.CompilerServices;

namespace Earshot.Signals.Transforms.Kernels;

/// <summary>Seven points: each pair of conjugate roots shares its products.</summary>
internal readonly struct Radix7 : IRadix
{
    private const float Cos1 = 0.623489801858733531f; // cos(2 pi / 7)
    private const float Cos2 = -0.222520933956314404f; // cos(4 pi / 7)
    private const float Cos3 = -0.900968867902419126f; // cos(6 pi / 7)
    private const float Sin1 = 0.781831482468029809f; // sin(2 pi / 7)
    private const float Sin2 = 0.974927912181823607f; // sin(4 pi / 7)
    private const float Sin3 = 0.433883739117558120f; // sin(6 pi / 7)

    public static int Size => 7;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<T, TColumn>(TColumn column)
        where T : unmanaged, ILanes<T>
        where TColumn : struct, IColumn<T>
    {
        ComplexLanes<T> a = column.Load(0);
        ComplexLanes<T> x1 = column.Load(1);
        ComplexLanes<T> x6 = column.Load(6);
        ComplexLanes<T> sum1 = x1 + x6;
        ComplexLanes<T> difference1 = x1 - x6;
        ComplexLanes<T> x2 = column.Load(2);
        ComplexLanes<T> x5 = column.Load(5);
        ComplexLanes<T> sum2 = x2 + x5;
        ComplexLanes<T> difference2 = x2 - x5;
        ComplexLanes<T> x3 = column.Load(3);
        ComplexLanes<T> x4 = column.Load(4);
        ComplexLanes<T> sum3 = x3 + x4;
        ComplexLanes<T> difference3 = x3 - x4;
        T cos1 = T.Broadcast(Cos1);
        T sin1 = T.Broadcast(Sin1);
        T cos2 = T.Broadcast(Cos2);
        T sin2 = T.Broadcast(Sin2);
        T cos3 = T.Broadcast(Cos3);
        T sin3 = T.Broadcast(Sin3);
        column.Store(0, a + sum1 + sum2 + sum3);
        ComplexLanes<T> even1 = a.Plus(sum1, cos1).Plus(sum2, cos2).Plus(sum3, cos3);
        ComplexLanes<T> odd1 = (difference1 * sin1).Plus(difference2, sin2).Plus(difference3, sin3);
        column.Store(1, even1.MinusI(odd1));
        column.Store(6, even1.PlusI(odd1));
        ComplexLanes<T> even2 = a.Plus(sum1, cos2).Plus(sum2, cos3).Plus(sum3, cos1);
        ComplexLanes<T> odd2 = (difference1 * sin2).Minus(difference2, sin3).Minus(difference3, sin1);
        column.Store(2, even2.MinusI(odd2));
        column.Store(5, even2.PlusI(odd2));
        ComplexLanes<T> even3 = a.Plus(sum1, cos3).Plus(sum2, cos1).Plus(sum3, cos2);
        ComplexLanes<T> odd3 = (difference1 * sin3).Minus(difference2, sin1).Plus(difference3, sin2);
        column.Store(3, even3.MinusI(odd3));
        column.Store(4, even3.PlusI(odd3));
    }
}

using System.Runtime.CompilerServices;

namespace Earshot.Signals.Transforms.Kernels;

/// <summary>Six points as 2 x 3 by the prime-factor map (Good 1958): input 3 i + 2 j, output 3 k + 4 l, so no factors in between.</summary>
internal readonly struct Radix6 : IRadix
{
    public static int Size => 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<T, TColumn>(TColumn column)
        where T : unmanaged, ILanes<T>
        where TColumn : struct, IColumn<T>
    {
        ComplexLanes<T> x0 = column.Load(0);
        ComplexLanes<T> x3 = column.Load(3);
        ComplexLanes<T> x2 = column.Load(2);
        ComplexLanes<T> x5 = column.Load(5);
        ComplexLanes<T> x4 = column.Load(4);
        ComplexLanes<T> x1 = column.Load(1);
        ComplexLanes<T> a = x0 + x3;
        ComplexLanes<T> b = x2 + x5;
        ComplexLanes<T> c = x4 + x1;
        Radix3.Transform(ref a, ref b, ref c);
        column.Store(0, a);
        column.Store(4, b);
        column.Store(2, c);
        a = x0 - x3;
        b = x2 - x5;
        c = x4 - x1;
        Radix3.Transform(ref a, ref b, ref c);
        column.Store(3, a);
        column.Store(1, b);
        column.Store(5, c);
    }
}

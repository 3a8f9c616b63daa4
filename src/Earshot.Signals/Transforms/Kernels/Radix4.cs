using System.Runtime.CompilerServices;

namespace Earshot.Signals.Transforms.Kernels;

/// <summary>Four points: no multiplication.</summary>
internal readonly struct Radix4 : IRadix
{
    public static int Size => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<T, TColumn>(TColumn column)
        where T : unmanaged, ILanes<T>
        where TColumn : struct, IColumn<T>
    {
        ComplexLanes<T> a = column.Load(0);
        ComplexLanes<T> b = column.Load(1);
        ComplexLanes<T> c = column.Load(2);
        ComplexLanes<T> d = column.Load(3);
        Transform(ref a, ref b, ref c, ref d);
        column.Store(0, a);
        column.Store(1, b);
        column.Store(2, c);
        column.Store(3, d);
    }

    /// <summary>Transforms in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transform<T>(ref ComplexLanes<T> a, ref ComplexLanes<T> b, ref ComplexLanes<T> c, ref ComplexLanes<T> d)
        where T : unmanaged, ILanes<T>
    {
        ComplexLanes<T> evenSum = a + c;
        ComplexLanes<T> evenDifference = a - c;
        ComplexLanes<T> oddSum = b + d;
        ComplexLanes<T> oddDifference = b - d;
        a = evenSum + oddSum;
        b = evenDifference.MinusI(oddDifference);
        c = evenSum - oddSum;
        d = evenDifference.PlusI(oddDifference);
    }
}

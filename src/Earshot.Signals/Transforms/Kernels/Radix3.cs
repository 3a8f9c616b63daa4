using System.Runtime.CompilerServices;

namespace Earshot.Signals.Transforms.Kernels;

/// <summary>Three points: the pair of conjugate roots shares its products.</summary>
internal readonly struct Radix3 : IRadix
{
    private const float Sin = 0.866025403784438647f; // sin(2 pi / 3)

    public static int Size => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<T, TColumn>(TColumn column)
        where T : unmanaged, ILanes<T>
        where TColumn : struct, IColumn<T>
    {
        ComplexLanes<T> a = column.Load(0);
        ComplexLanes<T> b = column.Load(1);
        ComplexLanes<T> c = column.Load(2);
        Transform(ref a, ref b, ref c);
        column.Store(0, a);
        column.Store(1, b);
        column.Store(2, c);
    }

    /// <summary>Transforms in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transform<T>(ref ComplexLanes<T> a, ref ComplexLanes<T> b, ref ComplexLanes<T> c)
        where T : unmanaged, ILanes<T>
    {
        ComplexLanes<T> sum = b + c;
        ComplexLanes<T> difference = (b - c) * T.Broadcast(Sin);
        ComplexLanes<T> middle = a.Minus(sum, T.Broadcast(0.5f));
        a += sum;
        b = middle.MinusI(difference);
        c = middle.PlusI(difference);
    }
}

using System.Runtime.CompilerServices;

namespace Earshot.Signals.Transforms.Kernels;

/// <summary>Sixteen points as 4 x 4, with sixteenth roots of one in between.</summary>
internal readonly struct Radix16 : IRadix
{
    private const float Cos = 0.923879532511286756f; // cos(pi / 8)
    private const float Sin = 0.382683432365089772f; // sin(pi / 8)
    private const float RootHalf = 0.707106781186547524f; // cos(pi / 4)

    public static int Size => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<T, TColumn>(TColumn column)
        where T : unmanaged, ILanes<T>
        where TColumn : struct, IColumn<T>
    {
        T cos = T.Broadcast(Cos);
        T sin = T.Broadcast(Sin);
        T minusCos = T.Broadcast(-Cos);
        T minusSin = T.Broadcast(-Sin);
        T half = T.Broadcast(RootHalf);
        T minusHalf = T.Broadcast(-RootHalf);

        ComplexLanes<T> x00 = column.Load(0);
        ComplexLanes<T> x01 = column.Load(4);
        ComplexLanes<T> x02 = column.Load(8);
        ComplexLanes<T> x03 = column.Load(12);
        Radix4.Transform(ref x00, ref x01, ref x02, ref x03);

        ComplexLanes<T> x10 = column.Load(1);
        ComplexLanes<T> x11 = column.Load(5);
        ComplexLanes<T> x12 = column.Load(9);
        ComplexLanes<T> x13 = column.Load(13);
        Radix4.Transform(ref x10, ref x11, ref x12, ref x13);
        x11 *= new ComplexLanes<T>(cos, minusSin);
        x12 = x12.MinusI(x12) * half;
        x13 *= new ComplexLanes<T>(sin, minusCos);

        ComplexLanes<T> x20 = column.Load(2);
        ComplexLanes<T> x21 = column.Load(6);
        ComplexLanes<T> x22 = column.Load(10);
        ComplexLanes<T> x23 = column.Load(14);
        Radix4.Transform(ref x20, ref x21, ref x22, ref x23);
        x21 = x21.MinusI(x21) * half;
        x23 = x23.PlusI(x23) * minusHalf;

        ComplexLanes<T> x30 = column.Load(3);
        ComplexLanes<T> x31 = column.Load(7);
        ComplexLanes<T> x32 = column.Load(11);
        ComplexLanes<T> x33 = column.Load(15);
        Radix4.Transform(ref x30, ref x31, ref x32, ref x33);
        x31 *= new ComplexLanes<T>(sin, minusCos);
        x32 = x32.PlusI(x32) * minusHalf;
        x33 *= new ComplexLanes<T>(minusCos, sin);

        Radix4.Transform(ref x00, ref x10, ref x20, ref x30);
        column.Store(0, x00);
        column.Store(4, x10);
        column.Store(8, x20);
        column.Store(12, x30);
        Radix4.Transform(ref x01, ref x11, ref x21, ref x31);
        column.Store(1, x01);
        column.Store(5, x11);
        column.Store(9, x21);
        column.Store(13, x31);

        // x22 still waits for its factor -i.
        x22 = new ComplexLanes<T>(x22.Im, T.Broadcast(0) - x22.Re);
        Radix4.Transform(ref x02, ref x12, ref x22, ref x32);
        column.Store(2, x02);
        column.Store(6, x12);
        column.Store(10, x22);
        column.Store(14, x32);
        Radix4.Transform(ref x03, ref x13, ref x23, ref x33);
        column.Store(3, x03);
        column.Store(7, x13);
        column.Store(11, x23);
        column.Store(15, x33);
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Earshot.Signals.Transforms.Kernels;

/// <summary>Sixteen points as 4 x 4: input i + 4 j, output k + 4 l, with sixteenth roots of one in between.</summary>
/// <remarks>
/// Sixteen complex vectors do not fit into the registers, so the middle is held in the places of the outputs, and the code
/// is two loops over four-point butterflies: unrolled, it is beyond what the just-in-time compiler inlines.
/// </remarks>
internal readonly struct Radix16 : IRadix
{
    private const float Cos = 0.923879532511286756f; // cos(pi / 8)
    private const float Sin = 0.382683432365089772f; // sin(pi / 8)
    private const float Half = 0.707106781186547524f; // cos(pi / 4)

    public static int Size => 16;

    // exp(-2 pi i n k / 16): [n = 1, 2, 3][k = 1, 2, 3][real, imaginary]
    private static ReadOnlySpan<float> Roots =>
        [Cos, -Sin, Half, -Half, Sin, -Cos, Half, -Half, 0, -1, -Half, -Half, Sin, -Cos, -Half, -Half, -Cos, Sin];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<T, TColumn>(TColumn column)
        where T : unmanaged, ILanes<T>
        where TColumn : struct, IColumn<T>
    {
        ComplexLanes<T> a = column.Load(0);
        ComplexLanes<T> b = column.Load(4);
        ComplexLanes<T> c = column.Load(8);
        ComplexLanes<T> d = column.Load(12);
        Radix4.Transform(ref a, ref b, ref c, ref d);
        column.Hold(0, a);
        column.Hold(1, b);
        column.Hold(2, c);
        column.Hold(3, d);
        ref float root = ref MemoryMarshal.GetReference(Roots);
        for (int n = 1; n < 4; n++)
        {
            a = column.Load(n);
            b = column.Load(n + 4);
            c = column.Load(n + 8);
            d = column.Load(n + 12);
            Radix4.Transform(ref a, ref b, ref c, ref d);
            column.Hold(4 * n, a);
            column.Hold((4 * n) + 1, b * new ComplexLanes<T>(T.Broadcast(root), T.Broadcast(Unsafe.Add(ref root, 1))));
            column.Hold((4 * n) + 2, c * new ComplexLanes<T>(T.Broadcast(Unsafe.Add(ref root, 2)), T.Broadcast(Unsafe.Add(ref root, 3))));
            column.Hold((4 * n) + 3, d * new ComplexLanes<T>(T.Broadcast(Unsafe.Add(ref root, 4)), T.Broadcast(Unsafe.Add(ref root, 5))));
            root = ref Unsafe.Add(ref root, 6);
        }

        for (int k = 0; k < 4; k++)
        {
            a = column.Held(k);
            b = column.Held(k + 4);
            c = column.Held(k + 8);
            d = column.Held(k + 12);
            Radix4.Transform(ref a, ref b, ref c, ref d);
            column.Store(k, a);
            column.Store(k + 4, b);
            column.Store(k + 8, c);
            column.Store(k + 12, d);
        }
    }
}

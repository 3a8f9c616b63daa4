using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Earshot.Neural.Quantization.Kernels;

/// <summary>Any processor: 255 x 127 fits into 16 bits, so products are 16-bit ones, and neighbors are added with 32.</summary>
internal readonly unsafe struct PortableSums(Vector128<int> v0, Vector128<int> v1, Vector128<int> v2, Vector128<int> v3) : IRowSums<PortableSums, Codes128>
{
    private readonly Vector128<int> _v0 = v0; // [rows 0 and 1][2]
    private readonly Vector128<int> _v1 = v1;
    private readonly Vector128<int> _v2 = v2;
    private readonly Vector128<int> _v3 = v3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableSums operator +(PortableSums left, PortableSums right) =>
        new(left._v0 + right._v0, left._v1 + right._v1, left._v2 + right._v2, left._v3 + right._v3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableSums Add(PortableSums sums, Codes128 codes, sbyte* bytes, short* words)
    {
        Vector128<short> activations = Vector128.Create(*(long*)words).AsInt16();
        return new(
            sums._v0 + Pairs(Vector128.WidenLower(codes.Low).AsInt16() * activations),
            sums._v1 + Pairs(Vector128.WidenUpper(codes.Low).AsInt16() * activations),
            sums._v2 + Pairs(Vector128.WidenLower(codes.High).AsInt16() * activations),
            sums._v3 + Pairs(Vector128.WidenUpper(codes.High).AsInt16() * activations));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(int* target, PortableSums sums)
    {
        Store(target, sums._v0);
        Store(target + 2, sums._v1);
        Store(target + 4, sums._v2);
        Store(target + 6, sums._v3);
    }

    // The lower and the upper word of each 32 bits, both with their sign.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Pairs(Vector128<short> products) => ((products.AsInt32() << 16) >> 16) + (products.AsInt32() >> 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(int* target, Vector128<int> halves)
    {
        target[0] = halves[0] + halves[1];
        target[1] = halves[2] + halves[3];
    }
}

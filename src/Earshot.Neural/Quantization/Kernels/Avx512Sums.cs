using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Earshot.Neural.Quantization.Kernels;

/// <summary>AVX-512: codes widened to 16 bits, so that the sum of two products needs no saturation.</summary>
internal readonly unsafe struct Avx512Sums(Vector512<int> value) : IRowSums<Avx512Sums, Codes256>
{
    private readonly Vector512<int> _value = value; // [row][2]

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Avx512Sums operator +(Avx512Sums left, Avx512Sums right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Avx512Sums Add(Avx512Sums sums, Codes256 codes, sbyte* bytes, short* words) =>
        new(sums._value + Avx512BW.MultiplyAddAdjacent(Avx512BW.ConvertToVector512Int16(codes.Value), Vector512.Create(*(long*)words).AsInt16()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(int* target, Avx512Sums sums)
    {
        // Neighbors are halves of one row: the odd ones move beside the even ones, then every other number counts.
        Vector512<long> pairs = (sums._value + (sums._value.AsInt64() >> 32).AsInt32()).AsInt64();
        Avx512F.ConvertToVector256Int32(pairs).Store(target);
    }
}

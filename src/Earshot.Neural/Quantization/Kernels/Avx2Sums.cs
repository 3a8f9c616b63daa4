using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Earshot.Neural.Quantization.Kernels;

/// <summary>AVX2: codes widened to 16 bits, so that the sum of two products needs no saturation.</summary>
internal readonly unsafe struct Avx2Sums(Vector256<int> low, Vector256<int> high) : IRowSums<Avx2Sums, Codes256>
{
    private readonly Vector256<int> _low = low; // [rows 0 to 3][2]
    private readonly Vector256<int> _high = high; // [rows 4 to 7][2]

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Avx2Sums operator +(Avx2Sums left, Avx2Sums right) => new(left._low + right._low, left._high + right._high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Avx2Sums Add(Avx2Sums sums, Codes256 codes, sbyte* bytes, short* words)
    {
        Vector256<short> activations = Vector256.Create(*(long*)words).AsInt16();
        return new(
            sums._low + Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(codes.Value.GetLower()), activations),
            sums._high + Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(codes.Value.GetUpper()), activations));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(int* target, Avx2Sums sums)
    {
        // Adds neighbors within halves: rows 0 1 4 5 and 2 3 6 7, put in order as pairs.
        Vector256<int> rows = Avx2.HorizontalAdd(sums._low, sums._high);
        Avx2.Permute4x64(rows.AsInt64(), 0b11_01_10_00).AsInt32().Store(target);
    }
}

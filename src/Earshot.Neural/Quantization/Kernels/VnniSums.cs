using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Earshot.Neural.Quantization.Kernels;

/// <summary>AVX-VNNI: one instruction multiplies thirty-two codes and adds fours, without saturation.</summary>
internal readonly unsafe struct VnniSums(Vector256<int> value) : IRowSums<VnniSums, Codes256>
{
    private readonly Vector256<int> _value = value; // [row]

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VnniSums operator +(VnniSums left, VnniSums right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VnniSums Add(VnniSums sums, Codes256 codes, sbyte* bytes, short* words) =>
        new(AvxVnni.MultiplyWideningAndAdd(sums._value, codes.Value, Vector256.Create(*(int*)bytes).AsSByte()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(int* target, VnniSums sums) => sums._value.Store(target);
}

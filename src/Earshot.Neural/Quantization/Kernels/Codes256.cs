using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Earshot.Neural.Quantization.Kernels;

/// <summary>Thirty-two bytes in one register.</summary>
internal readonly unsafe struct Codes256(Vector256<byte> value) : ICodes<Codes256>
{
    public readonly Vector256<byte> Value = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Codes256 operator |(Codes256 left, Codes256 right) => new(left.Value | right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Codes256 Load(byte* source) => new(Vector256.Load(source));

    // Registers shift no bytes: words are shifted, and the mask takes off what came over from the neighbor.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Codes256 Field(Codes256 value, int shift, int bits) =>
        new((shift == 0 ? value.Value : (value.Value.AsUInt16() >> shift).AsByte()) & Vector256.Create((byte)((1 << bits) - 1)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Codes256 Bit(Codes256 value, int from, int to) =>
        new((from > to ? value.Value.AsUInt16() >> (from - to) : value.Value.AsUInt16() << (to - from)).AsByte() & Vector256.Create((byte)(1 << to)));
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Earshot.Neural.Quantization.Kernels;

/// <summary>Thirty-two bytes in two registers: the portable form.</summary>
internal readonly unsafe struct Codes128(Vector128<byte> low, Vector128<byte> high) : ICodes<Codes128>
{
    public readonly Vector128<byte> Low = low;
    public readonly Vector128<byte> High = high;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Codes128 operator |(Codes128 left, Codes128 right) => new(left.Low | right.Low, left.High | right.High);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Codes128 Load(byte* source) => new(Vector128.Load(source), Vector128.Load(source + 16));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Codes128 Field(Codes128 value, int shift, int bits)
    {
        var mask = Vector128.Create((byte)((1 << bits) - 1));
        return new((value.Low.AsUInt16() >> shift).AsByte() & mask, (value.High.AsUInt16() >> shift).AsByte() & mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Codes128 Bit(Codes128 value, int from, int to)
    {
        var mask = Vector128.Create((byte)(1 << to));
        return from > to
            ? new((value.Low.AsUInt16() >> (from - to)).AsByte() & mask, (value.High.AsUInt16() >> (from - to)).AsByte() & mask)
            : new((value.Low.AsUInt16() << (to - from)).AsByte() & mask, (value.High.AsUInt16() << (to - from)).AsByte() & mask);
    }
}

using System.Runtime.CompilerServices;

namespace Earshot.Neural.Quantization.Kernels;

/// <summary>Eight groups: two planes with the lower two bits of four groups each, as <see cref="TwoBits"/>, and one with the upper bits.</summary>
internal readonly unsafe struct ThreeBits : IWeightFormat
{
    private const int Plane = 128;

    public static int Bits => 3;

    public static int Depth => 32;

    public static int Bytes => 3 * Plane;

    public static void Put(byte* block, int row, int k, int code)
    {
        TwoBits.Put(block + (k / 16 * Plane), row, k % 16, code & 3);
        block[(2 * Plane) + (row * 4) + (k % 4)] |= (byte)(code >> 2 << (k / 4));
    }

    public static int Get(byte* block, int row, int k)
    {
        int upper = (block[(2 * Plane) + (row * 4) + (k % 4)] >> (k / 4)) & 1;
        return TwoBits.Get(block + (k / 16 * Plane), row, k % 16) + (4 * upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<TSums, TCodes>(byte* block, sbyte* bytes, short* words, ref TSums even, ref TSums odd)
        where TSums : unmanaged, IRowSums<TSums, TCodes>
        where TCodes : unmanaged, ICodes<TCodes>
    {
        TCodes lower = TCodes.Load(block);
        TCodes upper = TCodes.Load(block + (2 * Plane));
        even = TSums.Add(even, TCodes.Field(lower, 0, 2) | TCodes.Bit(upper, 0, 2), bytes, words);
        odd = TSums.Add(odd, TCodes.Field(lower, 2, 2) | TCodes.Bit(upper, 1, 2), bytes + 4, words + 4);
        even = TSums.Add(even, TCodes.Field(lower, 4, 2) | TCodes.Bit(upper, 2, 2), bytes + 8, words + 8);
        odd = TSums.Add(odd, TCodes.Field(lower, 6, 2) | TCodes.Bit(upper, 3, 2), bytes + 12, words + 12);
        lower = TCodes.Load(block + Plane);
        even = TSums.Add(even, TCodes.Field(lower, 0, 2) | TCodes.Bit(upper, 4, 2), bytes + 16, words + 16);
        odd = TSums.Add(odd, TCodes.Field(lower, 2, 2) | TCodes.Bit(upper, 5, 2), bytes + 20, words + 20);
        even = TSums.Add(even, TCodes.Field(lower, 4, 2) | TCodes.Bit(upper, 6, 2), bytes + 24, words + 24);
        odd = TSums.Add(odd, TCodes.Field(lower, 6, 2) | TCodes.Bit(upper, 7, 2), bytes + 28, words + 28);
    }
}

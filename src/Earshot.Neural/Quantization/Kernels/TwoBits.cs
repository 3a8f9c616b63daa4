using System.Runtime.CompilerServices;

namespace Earshot.Neural.Quantization.Kernels;

/// <summary>Four groups in the same bytes: the first in the lowest two bits.</summary>
internal readonly unsafe struct TwoBits : IWeightFormat
{
    public static int Bits => 2;

    public static int Depth => 16;

    public static int Bytes => 128;

    public static void Put(byte* block, int row, int k, int code) => block[(row * 4) + (k % 4)] |= (byte)(code << (k / 4 * 2));

    public static int Get(byte* block, int row, int k) => (block[(row * 4) + (k % 4)] >> (k / 4 * 2)) & 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<TSums, TCodes>(byte* block, sbyte* bytes, short* words, ref TSums even, ref TSums odd)
        where TSums : unmanaged, IRowSums<TSums, TCodes>
        where TCodes : unmanaged, ICodes<TCodes>
    {
        TCodes codes = TCodes.Load(block);
        even = TSums.Add(even, TCodes.Field(codes, 0, 2), bytes, words);
        odd = TSums.Add(odd, TCodes.Field(codes, 2, 2), bytes + 4, words + 4);
        even = TSums.Add(even, TCodes.Field(codes, 4, 2), bytes + 8, words + 8);
        odd = TSums.Add(odd, TCodes.Field(codes, 6, 2), bytes + 12, words + 12);
    }
}

using System.Runtime.CompilerServices;

namespace Earshot.Neural.Quantization.Kernels;

/// <summary>Two groups in the same bytes: the first in the lower halves.</summary>
internal readonly unsafe struct FourBits : IWeightFormat
{
    public static int Bits => 4;

    public static int Depth => 8;

    public static int Bytes => 128;

    public static void Put(byte* block, int row, int k, int code) => block[(row * 4) + (k % 4)] |= (byte)(code << (k / 4 * 4));

    public static int Get(byte* block, int row, int k) => (block[(row * 4) + (k % 4)] >> (k / 4 * 4)) & 15;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<TSums, TCodes>(byte* block, sbyte* bytes, short* words, ref TSums even, ref TSums odd)
        where TSums : unmanaged, IRowSums<TSums, TCodes>
        where TCodes : unmanaged, ICodes<TCodes>
    {
        TCodes codes = TCodes.Load(block);
        even = TSums.Add(even, TCodes.Field(codes, 0, 4), bytes, words);
        odd = TSums.Add(odd, TCodes.Field(codes, 4, 4), bytes + 4, words + 4);
    }
}

using System.Runtime.CompilerServices;

namespace Earshot.Neural.Quantization.Kernels;

/// <summary>A byte each; a block holds two groups, one after the other.</summary>
internal readonly unsafe struct EightBits : IWeightFormat
{
    public static int Bits => 8;

    public static int Depth => 8;

    public static int Bytes => 256;

    public static void Put(byte* block, int row, int k, int code) => block[Place(row, k)] = (byte)code;

    public static int Get(byte* block, int row, int k) => block[Place(row, k)];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<TSums, TCodes>(byte* block, sbyte* bytes, short* words, ref TSums even, ref TSums odd)
        where TSums : unmanaged, IRowSums<TSums, TCodes>
        where TCodes : unmanaged, ICodes<TCodes>
    {
        even = TSums.Add(even, TCodes.Load(block), bytes, words);
        odd = TSums.Add(odd, TCodes.Load(block + 128), bytes + 4, words + 4);
    }

    private static int Place(int row, int k) => (k / 4 * 128) + (row * 4) + (k % 4);
}

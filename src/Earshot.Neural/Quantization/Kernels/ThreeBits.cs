using System.Runtime.CompilerServices;

namespace Earshot.Neural.Quantization.Kernels;

/// <summary>Eight groups: two planes with the lower two bits of four groups each, as <see cref="TwoBits"/>, and one with the upper bits.</summary>
internal readonly unsafe struct ThreeBits : IWeightFormat
{
    private const int Plane = 32;

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
    public static TCodes Group<TCodes>(byte* block, int group)
        where TCodes : unmanaged, ICodes<TCodes> =>
        TwoBits.Group<TCodes>(block + (group / 4 * Plane), group % 4) | TCodes.Bit(TCodes.Load(block + (2 * Plane)), group, 2);
}

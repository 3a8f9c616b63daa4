using System.Runtime.CompilerServices;

namespace Earshot.Neural.Quantization.Kernels;

/// <summary>Four groups in the same bytes: the first in the lowest two bits.</summary>
internal readonly unsafe struct TwoBits : IWeightFormat
{
    public static int Bits => 2;

    public static int Depth => 16;

    public static int Bytes => 32;

    public static void Put(byte* block, int row, int k, int code) => block[(row * 4) + (k % 4)] |= (byte)(code << (k / 4 * 2));

    public static int Get(byte* block, int row, int k) => (block[(row * 4) + (k % 4)] >> (k / 4 * 2)) & 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TCodes Group<TCodes>(byte* block, int group)
        where TCodes : unmanaged, ICodes<TCodes> =>
        TCodes.Field(TCodes.Load(block), 2 * group, 2);
}

using System.Runtime.CompilerServices;

namespace Earshot.Neural.Quantization.Kernels;

/// <summary>Two groups in the same bytes: the first in the lower halves.</summary>
internal readonly unsafe struct FourBits : IWeightFormat
{
    public static int Bits => 4;

    public static int Depth => 8;

    public static int Bytes => 32;

    public static void Put(byte* block, int row, int k, int code) => block[(row * 4) + (k % 4)] |= (byte)(code << (k / 4 * 4));

    public static int Get(byte* block, int row, int k) => (block[(row * 4) + (k % 4)] >> (k / 4 * 4)) & 15;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TCodes Group<TCodes>(byte* block, int group)
        where TCodes : unmanaged, ICodes<TCodes> =>
        TCodes.Field(TCodes.Load(block), 4 * group, 4);
}

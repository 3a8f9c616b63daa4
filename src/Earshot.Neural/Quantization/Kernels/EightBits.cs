using System.Runtime.CompilerServices;

namespace Earshot.Neural.Quantization.Kernels;

/// <summary>A byte each; a block holds two groups, one after the other.</summary>
internal readonly unsafe struct EightBits : IWeightFormat
{
    public static int Bits => 8;

    public static int Depth => 8;

    public static int Bytes => 64;

    public static void Put(byte* block, int row, int k, int code) => block[Place(row, k)] = (byte)code;

    public static int Get(byte* block, int row, int k) => block[Place(row, k)];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TCodes Group<TCodes>(byte* block, int group)
        where TCodes : unmanaged, ICodes<TCodes> =>
        TCodes.Load(block + (32 * group));

    private static int Place(int row, int k) => (k / 4 * 32) + (row * 4) + (k % 4);
}

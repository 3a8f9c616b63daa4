// The innermost part of a product with quantized weights: dot products of 32 rows of codes with one frame of activations.
// A panel is read once, from front to back: at a few bits a weight the processor waits for memory, not for arithmetic, and
// neighboring addresses come fastest. Lanes are rows, so nothing is added across lanes until the end.
// Eight sets of sums keep as many additions under way. Cost: about K instructions for 32 rows at 8 bits, or the time to read them.
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Earshot.Neural.Quantization.Kernels;

/// <summary>Dot products of a panel.</summary>
internal static unsafe class PanelProduct<TFormat, TSums, TCodes>
    where TFormat : struct, IWeightFormat
    where TSums : unmanaged, IRowSums<TSums, TCodes>
    where TCodes : unmanaged, ICodes<TCodes>
{
    // Bytes ahead that are asked for while others are worked on: what memory delivers in the time that it takes to answer.
    private const int Ahead = 2048;

    /// <summary>sums[row] = sum over k of code[row][k] activation[k].</summary>
    /// <param name="codes">Blocks of the panel.</param>
    /// <param name="blocks">How many.</param>
    /// <param name="bytes">Activations as bytes.</param>
    /// <param name="words">The same as 16-bit numbers.</param>
    /// <param name="sums">Room for 32 sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(byte* codes, int blocks, sbyte* bytes, short* words, int* sums)
    {
        TSums even0 = default;
        TSums even1 = default;
        TSums even2 = default;
        TSums even3 = default;
        TSums odd0 = default;
        TSums odd1 = default;
        TSums odd2 = default;
        TSums odd3 = default;
        for (; blocks > 0; blocks--)
        {
            Prefetch(codes + Ahead);
            TFormat.Add<TSums, TCodes>(codes, bytes, words, ref even0, ref odd0);
            TFormat.Add<TSums, TCodes>(codes + 32, bytes, words, ref even1, ref odd1);
            TFormat.Add<TSums, TCodes>(codes + 64, bytes, words, ref even2, ref odd2);
            TFormat.Add<TSums, TCodes>(codes + 96, bytes, words, ref even3, ref odd3);
            codes += TFormat.Bytes;
            bytes += TFormat.Depth;
            words += TFormat.Depth;
        }

        TSums.Store(sums, even0 + odd0);
        TSums.Store(sums + 8, even1 + odd1);
        TSums.Store(sums + 16, even2 + odd2);
        TSums.Store(sums + 24, even3 + odd3);
    }

    // A request for memory beyond the last panel is a hint that the processor may drop, never a fault.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(byte* ahead)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(ahead);
            Sse.Prefetch0(ahead + 64);
            if (TFormat.Bytes > 128)
            {
                Sse.Prefetch0(ahead + 128);
                Sse.Prefetch0(ahead + 192);
            }

            if (TFormat.Bytes > 256)
            {
                Sse.Prefetch0(ahead + 256);
                Sse.Prefetch0(ahead + 320);
            }
        }
    }
}

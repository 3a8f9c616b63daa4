// The innermost part of a product with quantized weights: dot products of four strips of codes with one frame of activations.
// At a few bits a weight the processor waits for memory, not for arithmetic. The four strips of eight rows are taken from the four
// quarters of the matrix, each of which is read from front to back: prefetchers follow each on its own, which brings more from memory
// at a time than a single run would.
// Lanes are rows, so nothing is added across lanes until the end. Eight sets of sums keep as many additions under way.
// Cost: about K instructions for 32 rows at 8 bits, or the time to read them.
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Earshot.Neural.Quantization.Kernels;

/// <summary>Dot products of four strips.</summary>
internal static unsafe class StripProduct<TFormat, TSums, TCodes>
    where TFormat : struct, IWeightFormat
    where TSums : unmanaged, IRowSums<TSums, TCodes>
    where TCodes : unmanaged, ICodes<TCodes>
{
    // Found by measurement: 512 to 4096 make little difference, and save a tenth of the time from memory against nothing.
    private const int Ahead = 512;

    /// <summary>sums[strip][row] = sum over k of code[strip][row][k] activation[k].</summary>
    /// <param name="codes">Blocks of the first strip.</param>
    /// <param name="strip">Bytes from strip to strip.</param>
    /// <param name="blocks">Blocks of a strip.</param>
    /// <param name="bytes">Activations as bytes.</param>
    /// <param name="words">The same as 16-bit numbers.</param>
    /// <param name="sums">Room for 32 sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(byte* codes, nint strip, int blocks, sbyte* bytes, short* words, int* sums)
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
            Ask(codes, strip);
            Add(0, codes, strip, bytes, words, ref even0, ref even1, ref even2, ref even3);
            Add(1, codes, strip, bytes, words, ref odd0, ref odd1, ref odd2, ref odd3);
            Add(2, codes, strip, bytes, words, ref even0, ref even1, ref even2, ref even3);
            Add(3, codes, strip, bytes, words, ref odd0, ref odd1, ref odd2, ref odd3);
            Add(4, codes, strip, bytes, words, ref even0, ref even1, ref even2, ref even3);
            Add(5, codes, strip, bytes, words, ref odd0, ref odd1, ref odd2, ref odd3);
            Add(6, codes, strip, bytes, words, ref even0, ref even1, ref even2, ref even3);
            Add(7, codes, strip, bytes, words, ref odd0, ref odd1, ref odd2, ref odd3);
            codes += TFormat.Bytes;
            bytes += TFormat.Depth;
            words += TFormat.Depth;
        }

        TSums.Store(sums, even0 + odd0);
        TSums.Store(sums + 8, even1 + odd1);
        TSums.Store(sums + 16, even2 + odd2);
        TSums.Store(sums + 24, even3 + odd3);
    }

    // Asks for the bytes that follow in each quarter. Beyond the last it is a hint that the processor may drop, never a fault.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Ask(byte* codes, nint strip)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(codes + Ahead);
            Sse.Prefetch0(codes + strip + Ahead);
            Sse.Prefetch0(codes + (2 * strip) + Ahead);
            Sse.Prefetch0(codes + (3 * strip) + Ahead);
        }
    }

    // A block has two, four or eight groups; calls for groups beyond leave no code.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(int group, byte* codes, nint strip, sbyte* bytes, short* words, ref TSums sums0, ref TSums sums1, ref TSums sums2, ref TSums sums3)
    {
        if (4 * group < TFormat.Depth)
        {
            sums0 = TSums.Add(sums0, TFormat.Group<TCodes>(codes, group), bytes + (4 * group), words + (4 * group));
            sums1 = TSums.Add(sums1, TFormat.Group<TCodes>(codes + strip, group), bytes + (4 * group), words + (4 * group));
            sums2 = TSums.Add(sums2, TFormat.Group<TCodes>(codes + (2 * strip), group), bytes + (4 * group), words + (4 * group));
            sums3 = TSums.Add(sums3, TFormat.Group<TCodes>(codes + (3 * strip), group), bytes + (4 * group), words + (4 * group));
        }
    }
}

// The form for several frames: dot products of two strips of codes with four frames of activations.
// Codes are read and taken apart once for four frames, so the same bytes from memory do four times the work.
// Eight sets of sums, as in the form for one frame. Cost: about 3 K instructions for 16 rows and four frames at 8 bits.
using System.Runtime.CompilerServices;

namespace Earshot.Neural.Quantization.Kernels;

/// <summary>Dot products of two strips with four frames.</summary>
internal static unsafe class FramesProduct<TFormat, TSums, TCodes>
    where TFormat : struct, IWeightFormat
    where TSums : unmanaged, IRowSums<TSums, TCodes>
    where TCodes : unmanaged, ICodes<TCodes>
{
    /// <summary>Frames that are multiplied together.</summary>
    public const int Frames = 4;

    /// <summary>sums[frame][strip][row] = sum over k of code[strip][row][k] activation[frame][k].</summary>
    /// <param name="codes">Blocks of the first strip.</param>
    /// <param name="strip">Bytes from strip to strip.</param>
    /// <param name="blocks">Blocks of a strip.</param>
    /// <param name="bytes">Activations as bytes.</param>
    /// <param name="words">The same as 16-bit numbers.</param>
    /// <param name="frame">Numbers from frame to frame.</param>
    /// <param name="sums">Room for 4 times 16 sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(byte* codes, nint strip, int blocks, sbyte* bytes, short* words, nint frame, int* sums)
    {
        TSums low0 = default;
        TSums low1 = default;
        TSums low2 = default;
        TSums low3 = default;
        TSums high0 = default;
        TSums high1 = default;
        TSums high2 = default;
        TSums high3 = default;
        for (; blocks > 0; blocks--)
        {
            Add(0, codes, bytes, words, frame, ref low0, ref low1, ref low2, ref low3);
            Add(0, codes + strip, bytes, words, frame, ref high0, ref high1, ref high2, ref high3);
            Add(1, codes, bytes, words, frame, ref low0, ref low1, ref low2, ref low3);
            Add(1, codes + strip, bytes, words, frame, ref high0, ref high1, ref high2, ref high3);
            Add(2, codes, bytes, words, frame, ref low0, ref low1, ref low2, ref low3);
            Add(2, codes + strip, bytes, words, frame, ref high0, ref high1, ref high2, ref high3);
            Add(3, codes, bytes, words, frame, ref low0, ref low1, ref low2, ref low3);
            Add(3, codes + strip, bytes, words, frame, ref high0, ref high1, ref high2, ref high3);
            Add(4, codes, bytes, words, frame, ref low0, ref low1, ref low2, ref low3);
            Add(4, codes + strip, bytes, words, frame, ref high0, ref high1, ref high2, ref high3);
            Add(5, codes, bytes, words, frame, ref low0, ref low1, ref low2, ref low3);
            Add(5, codes + strip, bytes, words, frame, ref high0, ref high1, ref high2, ref high3);
            Add(6, codes, bytes, words, frame, ref low0, ref low1, ref low2, ref low3);
            Add(6, codes + strip, bytes, words, frame, ref high0, ref high1, ref high2, ref high3);
            Add(7, codes, bytes, words, frame, ref low0, ref low1, ref low2, ref low3);
            Add(7, codes + strip, bytes, words, frame, ref high0, ref high1, ref high2, ref high3);
            codes += TFormat.Bytes;
            bytes += TFormat.Depth;
            words += TFormat.Depth;
        }

        TSums.Store(sums, low0);
        TSums.Store(sums + 8, high0);
        TSums.Store(sums + 16, low1);
        TSums.Store(sums + 24, high1);
        TSums.Store(sums + 32, low2);
        TSums.Store(sums + 40, high2);
        TSums.Store(sums + 48, low3);
        TSums.Store(sums + 56, high3);
    }

    // A block has two, four or eight groups; calls for groups beyond leave no code.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(int group, byte* codes, sbyte* bytes, short* words, nint frame, ref TSums sums0, ref TSums sums1, ref TSums sums2, ref TSums sums3)
    {
        if (4 * group < TFormat.Depth)
        {
            TCodes taken = TFormat.Group<TCodes>(codes, group);
            bytes += 4 * group;
            words += 4 * group;
            sums0 = TSums.Add(sums0, taken, bytes, words);
            sums1 = TSums.Add(sums1, taken, bytes + frame, words + frame);
            sums2 = TSums.Add(sums2, taken, bytes + (2 * frame), words + (2 * frame));
            sums3 = TSums.Add(sums3, taken, bytes + (3 * frame), words + (3 * frame));
        }
    }
}

// How the operands of a product lie in memory while the tiles run over them: B in panels of 32 columns, A in panels of a tile's rows,
// each with the index along K outermost, so that a tile reads both from front to back.
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Earshot.Neural.Kernels;

/// <summary>Copies parts of matrices into panels.</summary>
internal static unsafe class PackedPanels
{
    /// <summary>Columns of a panel of B, at every vector width.</summary>
    public const int Columns = 32;

    /// <summary>panel[k][i] = source[k][i]: an operand whose rows run across K.</summary>
    /// <param name="source">First element of the part.</param>
    /// <param name="stride">Elements from k to k + 1.</param>
    /// <param name="count">Elements to take at each k.</param>
    /// <param name="depth">Steps along K.</param>
    /// <param name="panel">Where to.</param>
    /// <param name="width">Elements of the panel at each k; those beyond <paramref name="count"/> become zero.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy<TLanes>(float* source, nint stride, int count, int depth, float* panel, int width)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        if (count == Columns && width == Columns)
        {
            for (int k = 0; k < depth; k++)
            {
                TLanes low = TLanes.Load(source);
                TLanes high = TLanes.Load(source + 16);
                TLanes.Store(panel, low);
                TLanes.Store(panel + 16, high);
                source += stride;
                panel += Columns;
            }

            return;
        }

        for (int k = 0; k < depth; k++)
        {
            int i = 0;
            for (; i <= count - 4; i += 4)
            {
                Vector128.Load(source + i).Store(panel + i);
            }

            for (; i < count; i++)
            {
                panel[i] = source[i];
            }

            for (; i < width; i++)
            {
                panel[i] = 0;
            }

            source += stride;
            panel += width;
        }
    }

    /// <summary>panel[k][i] = source[i][k]: an operand whose rows run along K.</summary>
    /// <param name="source">First element of the part.</param>
    /// <param name="stride">Elements from i to i + 1.</param>
    /// <param name="count">Rows to take.</param>
    /// <param name="depth">Steps along K.</param>
    /// <param name="panel">Where to.</param>
    /// <param name="width">Elements of the panel at each k; those beyond <paramref name="count"/> become zero.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(float* source, nint stride, int count, int depth, float* panel, int width)
    {
        // A cache line of every row at a time.
        for (int first = 0; first < depth; first += 16)
        {
            int steps = Math.Min(16, depth - first);
            float* target = panel + ((nint)first * width);
            int i = 0;
            for (; VectorWidth.Widest == VectorWidth.Bits512 && steps == 16 && i <= count - 16; i += 16)
            {
                for (int k = 0; k < 16; k += 4)
                {
                    SixteenByFour.Transpose(source + (i * stride) + first + k, stride, target + ((nint)k * width) + i, width);
                }
            }

            for (; i <= count - 4; i += 4)
            {
                TransposeFour(source + (i * stride) + first, stride, steps, target + i, width);
            }

            for (; i < width; i++)
            {
                float* row = source + (i * stride) + first;
                for (int k = 0; k < steps; k++)
                {
                    target[(k * width) + i] = i < count ? row[k] : 0;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeFour(float* source, nint stride, int depth, float* target, nint width)
    {
        float* row1 = source + stride;
        float* row2 = row1 + stride;
        float* row3 = row2 + stride;
        int k = 0;
        for (; k <= depth - 4; k += 4)
        {
            FourByFour.Transpose(Vector128.Load(source + k), Vector128.Load(row1 + k), Vector128.Load(row2 + k), Vector128.Load(row3 + k), target, width);
            target += 4 * width;
        }

        for (; k < depth; k++)
        {
            target[0] = source[k];
            target[1] = row1[k];
            target[2] = row2[k];
            target[3] = row3[k];
            target += width;
        }
    }
}

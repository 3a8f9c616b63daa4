// The innermost part of the matrix product: a tile of C of up to 12 rows by 16 or 32 columns, held in registers.
//   c[r][j] = c[r][j] + a[0][r] b[0][j] + a[1][r] b[1][j] + ..., one chain of fused multiply-adds along k for each element
// Source: K. Goto, R. van de Geijn, "Anatomy of high-performance matrix multiplication", 2008; F. Van Zee, R. van de Geijn, "BLIS", 2015.
// Rows and columns are constants of the instance: the compiler drops the lines beyond them, and one text makes every edge.
// At 12 x 32 there are 24 sums, two registers of B and one number of A: 27 of AVX-512's 32 registers, 24 products for 14 loads.
// Cost: rows x columns / 32 cycles a step of k where two 512-bit products start each cycle.
using System.Runtime.CompilerServices;

namespace Earshot.Neural.Kernels;

/// <summary>A tile of C in registers.</summary>
/// <typeparam name="TLanes">The vectors.</typeparam>
/// <typeparam name="TRows">Rows, 1 to 12.</typeparam>
/// <typeparam name="TColumns">Columns: one or two times sixteen.</typeparam>
internal static unsafe class Tile<TLanes, TRows, TColumns>
    where TLanes : unmanaged, ILanes<TLanes>
    where TRows : struct, ICount
    where TColumns : struct, ICount
{
    /// <summary>Adds depth products to each element of the tile.</summary>
    /// <param name="depth">Steps along K, at least 1.</param>
    /// <param name="a">Packed rows, <c>[depth][rows]</c>.</param>
    /// <param name="b">Packed columns, <c>[depth][32]</c>, of which the first 16 or all are used.</param>
    /// <param name="c">First element of the tile.</param>
    /// <param name="strideC">Elements from row to row of the tile.</param>
    /// <param name="resume">Continues the sums that are in the tile, instead of starting at zero.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(int depth, float* a, float* b, float* c, nint strideC, bool resume)
    {
        TLanes s0 = default;
        TLanes t0 = default;
        TLanes s1 = default;
        TLanes t1 = default;
        TLanes s2 = default;
        TLanes t2 = default;
        TLanes s3 = default;
        TLanes t3 = default;
        TLanes s4 = default;
        TLanes t4 = default;
        TLanes s5 = default;
        TLanes t5 = default;
        TLanes s6 = default;
        TLanes t6 = default;
        TLanes s7 = default;
        TLanes t7 = default;
        TLanes s8 = default;
        TLanes t8 = default;
        TLanes s9 = default;
        TLanes t9 = default;
        TLanes s10 = default;
        TLanes t10 = default;
        TLanes s11 = default;
        TLanes t11 = default;
        if (resume)
        {
            Load(c, strideC, 0, ref s0, ref t0);
            Load(c, strideC, 1, ref s1, ref t1);
            Load(c, strideC, 2, ref s2, ref t2);
            Load(c, strideC, 3, ref s3, ref t3);
            Load(c, strideC, 4, ref s4, ref t4);
            Load(c, strideC, 5, ref s5, ref t5);
            Load(c, strideC, 6, ref s6, ref t6);
            Load(c, strideC, 7, ref s7, ref t7);
            Load(c, strideC, 8, ref s8, ref t8);
            Load(c, strideC, 9, ref s9, ref t9);
            Load(c, strideC, 10, ref s10, ref t10);
            Load(c, strideC, 11, ref s11, ref t11);
        }

        for (; depth > 0; depth--)
        {
            TLanes b0 = TLanes.Load(b);
            TLanes b1 = TColumns.Value > 1 ? TLanes.Load(b + 16) : default;
            Step(a, 0, b0, b1, ref s0, ref t0);
            Step(a, 1, b0, b1, ref s1, ref t1);
            Step(a, 2, b0, b1, ref s2, ref t2);
            Step(a, 3, b0, b1, ref s3, ref t3);
            Step(a, 4, b0, b1, ref s4, ref t4);
            Step(a, 5, b0, b1, ref s5, ref t5);
            Step(a, 6, b0, b1, ref s6, ref t6);
            Step(a, 7, b0, b1, ref s7, ref t7);
            Step(a, 8, b0, b1, ref s8, ref t8);
            Step(a, 9, b0, b1, ref s9, ref t9);
            Step(a, 10, b0, b1, ref s10, ref t10);
            Step(a, 11, b0, b1, ref s11, ref t11);
            a += TRows.Value;
            b += PackedPanels.Columns;
        }

        Store(c, strideC, 0, s0, t0);
        Store(c, strideC, 1, s1, t1);
        Store(c, strideC, 2, s2, t2);
        Store(c, strideC, 3, s3, t3);
        Store(c, strideC, 4, s4, t4);
        Store(c, strideC, 5, s5, t5);
        Store(c, strideC, 6, s6, t6);
        Store(c, strideC, 7, s7, t7);
        Store(c, strideC, 8, s8, t8);
        Store(c, strideC, 9, s9, t9);
        Store(c, strideC, 10, s10, t10);
        Store(c, strideC, 11, s11, t11);
    }
    // The row is a constant where these are called: what lies beyond the tile's rows and columns leaves no code.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(float* c, nint strideC, int row, ref TLanes s, ref TLanes t)
    {
        if (row < TRows.Value)
        {
            s = TLanes.Load(c + (row * strideC));
            t = TColumns.Value > 1 ? TLanes.Load(c + (row * strideC) + 16) : default;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(float* a, int row, TLanes b0, TLanes b1, ref TLanes s, ref TLanes t)
    {
        if (row < TRows.Value)
        {
            TLanes x = TLanes.Broadcast(a[row]);
            s = TLanes.MultiplyAdd(x, b0, s);
            if (TColumns.Value > 1)
            {
                t = TLanes.MultiplyAdd(x, b1, t);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* c, nint strideC, int row, TLanes s, TLanes t)
    {
        if (row < TRows.Value)
        {
            TLanes.Store(c + (row * strideC), s);
            if (TColumns.Value > 1)
            {
                TLanes.Store(c + (row * strideC) + 16, t);
            }
        }
    }
}

// One row times a packed matrix: the recurrent step of a single stream.
// c[j] = c[j] + a[0] b[0][j] + a[1] b[1][j] + ..., the same chain as in a tile. A tile of one row would keep two sums busy where
// eight can run at a time, so several panels go side by side; each is read once, from front to back.
// Cost: the time to read the matrix, K x N floats.
using System.Runtime.CompilerServices;

namespace Earshot.Neural.Kernels;

/// <summary>Product of a row with panels of 32 columns.</summary>
/// <typeparam name="TLanes">The vectors.</typeparam>
/// <typeparam name="TPanels">Panels side by side: 1, 2 or 4.</typeparam>
internal static unsafe class RowProduct<TLanes, TPanels>
    where TLanes : unmanaged, ILanes<TLanes>
    where TPanels : struct, ICount
{
    private const int Columns = PackedPanels.Columns;

    /// <summary>C = A B, or C += A B for one row A.</summary>
    /// <param name="depth">Length of the row.</param>
    /// <param name="columns">Columns of B.</param>
    /// <param name="a">The row.</param>
    /// <param name="panels">B, <c>[panel][depth][32]</c>.</param>
    /// <param name="c">The result, <c>[columns]</c>.</param>
    /// <param name="accumulate">Adds to C instead of replacing it.</param>
    public static void Run(int depth, int columns, float* a, float* panels, float* c, bool accumulate)
    {
        nint panel = (nint)depth * Columns;
        int j = 0;
        for (; j <= columns - (TPanels.Value * Columns); j += TPanels.Value * Columns)
        {
            Panels<TPanels>(depth, a, panels, panel, c + j, accumulate);
            panels += TPanels.Value * panel;
        }

        for (; j <= columns - Columns; j += Columns)
        {
            Panels<Counts.One>(depth, a, panels, panel, c + j, accumulate);
            panels += panel;
        }

        if (j < columns)
        {
            float* last = stackalloc float[Columns];
            var target = new Span<float>(c + j, columns - j);
            target.CopyTo(new Span<float>(last, Columns));
            Panels<Counts.One>(depth, a, panels, panel, last, accumulate);
            new ReadOnlySpan<float>(last, target.Length).CopyTo(target);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Panels<TCount>(int depth, float* a, float* b, nint panel, float* c, bool resume)
        where TCount : struct, ICount
    {
        TLanes s0 = default;
        TLanes s1 = default;
        TLanes s2 = default;
        TLanes s3 = default;
        TLanes t0 = default;
        TLanes t1 = default;
        TLanes t2 = default;
        TLanes t3 = default;
        if (resume)
        {
            Load<TCount>(c, 0, ref s0, ref t0);
            Load<TCount>(c, 1, ref s1, ref t1);
            Load<TCount>(c, 2, ref s2, ref t2);
            Load<TCount>(c, 3, ref s3, ref t3);
        }

        for (; depth > 0; depth--)
        {
            TLanes x = TLanes.Broadcast(*a);
            Step<TCount>(b, panel, 0, x, ref s0, ref t0);
            Step<TCount>(b, panel, 1, x, ref s1, ref t1);
            Step<TCount>(b, panel, 2, x, ref s2, ref t2);
            Step<TCount>(b, panel, 3, x, ref s3, ref t3);
            a++;
            b += Columns;
        }

        Store<TCount>(c, 0, s0, t0);
        Store<TCount>(c, 1, s1, t1);
        Store<TCount>(c, 2, s2, t2);
        Store<TCount>(c, 3, s3, t3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load<TCount>(float* c, int place, ref TLanes s, ref TLanes t)
        where TCount : struct, ICount
    {
        if (place < TCount.Value)
        {
            s = TLanes.Load(c + (place * Columns));
            t = TLanes.Load(c + (place * Columns) + 16);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<TCount>(float* b, nint panel, int place, TLanes x, ref TLanes s, ref TLanes t)
        where TCount : struct, ICount
    {
        if (place < TCount.Value)
        {
            s = TLanes.MultiplyAdd(x, TLanes.Load(b + (place * panel)), s);
            t = TLanes.MultiplyAdd(x, TLanes.Load(b + (place * panel) + 16), t);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TCount>(float* c, int place, TLanes s, TLanes t)
        where TCount : struct, ICount
    {
        if (place < TCount.Value)
        {
            TLanes.Store(c + (place * Columns), s);
            TLanes.Store(c + (place * Columns) + 16, t);
        }
    }
}

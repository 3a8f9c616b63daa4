using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Earshot.Signals.Filters;

/// <summary>Sliding sums y[n] = sum over i of taps[i] x[n + i], many outputs at a time.</summary>
/// <remarks>
/// Lanes are neighboring outputs; each output sums its products in the order of i, product rounded before the sum, so its bits depend
/// neither on the register width nor on its place in the block. Four registers of outputs share every broadcast tap. Compiled at their
/// best from the first call: short clips are over before the runtime would notice where the time goes.
/// </remarks>
internal static class FirKernel
{
    /// <summary>Outputs are computed in multiples of this; input and output have room for the last ones.</summary>
    public const int Block = 64;

    /// <summary>Computes outputs.</summary>
    /// <param name="taps">First tap.</param>
    /// <param name="tapCount">Number of taps.</param>
    /// <param name="x">First input; count + tapCount - 1 are read, count rounded up to <see cref="Block"/>.</param>
    /// <param name="y">First output; count rounded up to <see cref="Block"/> are written.</param>
    /// <param name="count">Number of outputs.</param>
    public static void Slide(ref float taps, int tapCount, ref float x, ref float y, int count)
    {
        for (int n = 0; n < count; n += Block)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                SlideWide(ref taps, tapCount, ref Unsafe.Add(ref x, n), ref Unsafe.Add(ref y, n));
            }
            else
            {
                SlideNarrow(ref taps, tapCount, ref Unsafe.Add(ref x, n), ref Unsafe.Add(ref y, n));
                SlideNarrow(ref taps, tapCount, ref Unsafe.Add(ref x, n + (Block / 2)), ref Unsafe.Add(ref y, n + (Block / 2)));
            }
        }
    }

    /// <summary>64 outputs in four 512-bit registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void SlideWide(ref float taps, int tapCount, ref float x, ref float y)
    {
        var s0 = Vector512<float>.Zero;
        var s1 = Vector512<float>.Zero;
        var s2 = Vector512<float>.Zero;
        var s3 = Vector512<float>.Zero;
        for (nuint i = 0; i < (nuint)tapCount; i++)
        {
            var tap = Vector512.Create(Unsafe.Add(ref taps, i));
            s0 += tap * Vector512.LoadUnsafe(ref x, i);
            s1 += tap * Vector512.LoadUnsafe(ref x, i + 16);
            s2 += tap * Vector512.LoadUnsafe(ref x, i + 32);
            s3 += tap * Vector512.LoadUnsafe(ref x, i + 48);
        }

        s0.StoreUnsafe(ref y, 0);
        s1.StoreUnsafe(ref y, 16);
        s2.StoreUnsafe(ref y, 32);
        s3.StoreUnsafe(ref y, 48);
    }

    /// <summary>32 outputs in four 256-bit registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void SlideNarrow(ref float taps, int tapCount, ref float x, ref float y)
    {
        var s0 = Vector256<float>.Zero;
        var s1 = Vector256<float>.Zero;
        var s2 = Vector256<float>.Zero;
        var s3 = Vector256<float>.Zero;
        for (nuint i = 0; i < (nuint)tapCount; i++)
        {
            var tap = Vector256.Create(Unsafe.Add(ref taps, i));
            s0 += tap * Vector256.LoadUnsafe(ref x, i);
            s1 += tap * Vector256.LoadUnsafe(ref x, i + 8);
            s2 += tap * Vector256.LoadUnsafe(ref x, i + 16);
            s3 += tap * Vector256.LoadUnsafe(ref x, i + 24);
        }

        s0.StoreUnsafe(ref y, 0);
        s1.StoreUnsafe(ref y, 8);
        s2.StoreUnsafe(ref y, 16);
        s3.StoreUnsafe(ref y, 24);
    }
}

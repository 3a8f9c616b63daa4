using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Earshot.Signals.Convolution;

/// <summary>Sums of products of spectra, a run of partitions at a time.</summary>
/// <remarks>
/// Lanes are neighboring bins. For each bin the partitions are added in order with fused multiply-add (rounded once, on every
/// machine), so the register width does not show in the result. Two registers of bins are summed over all partitions before they are
/// stored. Compiled at its best from the first call.
/// </remarks>
internal static class SpectralProducts
{
    /// <summary>Strides between spectra are multiples of this many bins.</summary>
    public const int Block = 32;

    /// <summary>sum[b] += sum over p of h[p][b] x[-p][b]: the spectra of h go forward in memory, those of x backward.</summary>
    /// <param name="count">Number of partitions, 0 or more.</param>
    /// <param name="stride">Bins from spectrum to spectrum, and bins of the sum, a multiple of 32.</param>
    /// <param name="h">First bins of the first spectrum of the filter.</param>
    /// <param name="x">First bins of the newest spectrum of the signal.</param>
    /// <param name="sum">First bins of the sum.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(int count, int stride, SplitReference h, SplitReference x, SplitReference sum)
    {
        for (int bin = 0; bin < stride; bin += Block)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                AddWide(count, stride, h.At(bin), x.At(bin), sum.At(bin));
            }
            else
            {
                AddNarrow(count, stride, h.At(bin), x.At(bin), sum.At(bin));
                AddNarrow(count, stride, h.At(bin + (Block / 2)), x.At(bin + (Block / 2)), sum.At(bin + (Block / 2)));
            }
        }
    }

    /// <summary>32 bins in two pairs of 512-bit registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void AddWide(int count, int stride, SplitReference h, SplitReference x, SplitReference sum)
    {
        var re0 = Vector512.LoadUnsafe(ref sum.Real);
        var im0 = Vector512.LoadUnsafe(ref sum.Imaginary);
        var re1 = Vector512.LoadUnsafe(ref sum.Real, 16);
        var im1 = Vector512.LoadUnsafe(ref sum.Imaginary, 16);
        for (int p = 0; p < count; p++)
        {
            SplitReference a = h.At((nint)p * stride);
            SplitReference b = x.At(-(nint)p * stride);
            Accumulate(Vector512.LoadUnsafe(ref a.Real), Vector512.LoadUnsafe(ref a.Imaginary), Vector512.LoadUnsafe(ref b.Real), Vector512.LoadUnsafe(ref b.Imaginary), ref re0, ref im0);
            Accumulate(Vector512.LoadUnsafe(ref a.Real, 16), Vector512.LoadUnsafe(ref a.Imaginary, 16), Vector512.LoadUnsafe(ref b.Real, 16), Vector512.LoadUnsafe(ref b.Imaginary, 16), ref re1, ref im1);
        }

        re0.StoreUnsafe(ref sum.Real);
        im0.StoreUnsafe(ref sum.Imaginary);
        re1.StoreUnsafe(ref sum.Real, 16);
        im1.StoreUnsafe(ref sum.Imaginary, 16);
    }

    /// <summary>16 bins in two pairs of 256-bit registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void AddNarrow(int count, int stride, SplitReference h, SplitReference x, SplitReference sum)
    {
        var re0 = Vector256.LoadUnsafe(ref sum.Real);
        var im0 = Vector256.LoadUnsafe(ref sum.Imaginary);
        var re1 = Vector256.LoadUnsafe(ref sum.Real, 8);
        var im1 = Vector256.LoadUnsafe(ref sum.Imaginary, 8);
        for (int p = 0; p < count; p++)
        {
            SplitReference a = h.At((nint)p * stride);
            SplitReference b = x.At(-(nint)p * stride);
            Accumulate(Vector256.LoadUnsafe(ref a.Real), Vector256.LoadUnsafe(ref a.Imaginary), Vector256.LoadUnsafe(ref b.Real), Vector256.LoadUnsafe(ref b.Imaginary), ref re0, ref im0);
            Accumulate(Vector256.LoadUnsafe(ref a.Real, 8), Vector256.LoadUnsafe(ref a.Imaginary, 8), Vector256.LoadUnsafe(ref b.Real, 8), Vector256.LoadUnsafe(ref b.Imaginary, 8), ref re1, ref im1);
        }

        re0.StoreUnsafe(ref sum.Real);
        im0.StoreUnsafe(ref sum.Imaginary);
        re1.StoreUnsafe(ref sum.Real, 8);
        im1.StoreUnsafe(ref sum.Imaginary, 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Accumulate(Vector512<float> ar, Vector512<float> ai, Vector512<float> br, Vector512<float> bi, ref Vector512<float> re, ref Vector512<float> im)
    {
        re = Vector512.FusedMultiplyAdd(-ai, bi, Vector512.FusedMultiplyAdd(ar, br, re));
        im = Vector512.FusedMultiplyAdd(ai, br, Vector512.FusedMultiplyAdd(ar, bi, im));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Accumulate(Vector256<float> ar, Vector256<float> ai, Vector256<float> br, Vector256<float> bi, ref Vector256<float> re, ref Vector256<float> im)
    {
        re = Vector256.FusedMultiplyAdd(-ai, bi, Vector256.FusedMultiplyAdd(ar, br, re));
        im = Vector256.FusedMultiplyAdd(ai, br, Vector256.FusedMultiplyAdd(ar, bi, im));
    }
}

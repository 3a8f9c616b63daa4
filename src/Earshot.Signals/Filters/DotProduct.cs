using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Earshot.Signals.Filters;

/// <summary>Sums of products in one fixed order: the same bits on every machine and for every alignment.</summary>
/// <remarks>
/// Four rows of sixteen lanes; lane j of row r sums a[64 i + 16 r + j] b[64 i + 16 r + j] over i in order, product rounded before the
/// sum (no fused step); then rows 0 and 1, 2 and 3, and both sums are added, then lanes j and j + 8, j + 4, j + 2, j + 1. Four rows keep
/// four additions under way at a time. 512-bit registers hold a row in one, narrower ones in two halves. Counts are multiples of
/// 16, so no lane is left over; callers pad with zero coefficients. The blended form has one row of lanes for each of its four filters.
/// </remarks>
internal static class DotProduct
{
    /// <summary>Number of lanes; counts are multiples of it.</summary>
    public const int Lanes = 16;

    /// <summary>The next multiple of <see cref="Lanes"/>.</summary>
    /// <param name="count">A count, 0 or more.</param>
    public static int RoundUp(int count) => checked(count + Lanes - 1) / Lanes * Lanes;

    /// <summary>Sum over i of a[i] b[i].</summary>
    /// <param name="a">First element of the one.</param>
    /// <param name="b">First element of the other.</param>
    /// <param name="count">Elements, a multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(ref float a, ref float b, int count) =>
        Vector512.IsHardwareAccelerated ? SumWide(ref a, ref b, count) : SumNarrow(ref a, ref b, count);

    /// <summary>Sum over i of b[i] times a cubic blend of four rows: sum over r of w[r] a[r stride + i].</summary>
    /// <param name="rows">First element of the first of four rows.</param>
    /// <param name="stride">Elements from row to row.</param>
    /// <param name="b">First element of the signal.</param>
    /// <param name="count">Elements, a multiple of 16.</param>
    /// <param name="weights">Weight of each row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SumBlended(ref float rows, int stride, ref float b, int count, Vector128<float> weights) =>
        Vector512.IsHardwareAccelerated
            ? SumBlendedWide(ref rows, stride, ref b, count, weights)
            : SumBlendedNarrow(ref rows, stride, ref b, count, weights);

    /// <summary><see cref="Sum"/> with each row in one 512-bit register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float SumWide(ref float a, ref float b, int count)
    {
        if (count == 2 * Lanes)
        {
            // The usual length of a short resampler; what is left out below is the addition of zeros.
            var pair = Wide(ref a, ref b, 0) + Wide(ref a, ref b, Lanes);
            return AddLanes(pair.GetLower() + pair.GetUpper());
        }

        var s0 = Vector512<float>.Zero;
        var s1 = Vector512<float>.Zero;
        var s2 = Vector512<float>.Zero;
        var s3 = Vector512<float>.Zero;
        int i = 0;
        for (; i <= count - (4 * Lanes); i += 4 * Lanes)
        {
            s0 += Wide(ref a, ref b, i);
            s1 += Wide(ref a, ref b, i + Lanes);
            s2 += Wide(ref a, ref b, i + (2 * Lanes));
            s3 += Wide(ref a, ref b, i + (3 * Lanes));
        }

        s0 += i < count ? Wide(ref a, ref b, i) : Vector512<float>.Zero;
        s1 += i + Lanes < count ? Wide(ref a, ref b, i + Lanes) : Vector512<float>.Zero;
        s2 += i + (2 * Lanes) < count ? Wide(ref a, ref b, i + (2 * Lanes)) : Vector512<float>.Zero;
        var sum = s0 + s1 + (s2 + s3);
        return AddLanes(sum.GetLower() + sum.GetUpper());
    }

    /// <summary><see cref="Sum"/> with each row in two 256-bit registers, one after the other.</summary>
    internal static float SumNarrow(ref float a, ref float b, int count) => AddLanes(Half(ref a, ref b, count, 0) + Half(ref a, ref b, count, 8));

    /// <summary><see cref="SumBlended"/> with the lanes in one 512-bit register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float SumBlendedWide(ref float rows, int stride, ref float b, int count, Vector128<float> weights)
    {
        nuint step = (nuint)stride;
        var s0 = Vector512<float>.Zero;
        var s1 = Vector512<float>.Zero;
        var s2 = Vector512<float>.Zero;
        var s3 = Vector512<float>.Zero;
        for (nuint i = 0; i < (nuint)count; i += Lanes)
        {
            var x = Vector512.LoadUnsafe(ref b, i);
            s0 += Vector512.LoadUnsafe(ref rows, i) * x;
            s1 += Vector512.LoadUnsafe(ref rows, i + step) * x;
            s2 += Vector512.LoadUnsafe(ref rows, i + (2 * step)) * x;
            s3 += Vector512.LoadUnsafe(ref rows, i + (3 * step)) * x;
        }

        var sum = (s0 * weights[0]) + (s1 * weights[1]) + (s2 * weights[2]) + (s3 * weights[3]);
        return AddLanes(sum.GetLower() + sum.GetUpper());
    }

    /// <summary><see cref="SumBlended"/> with the lanes in two 256-bit registers, one after the other.</summary>
    internal static float SumBlendedNarrow(ref float rows, int stride, ref float b, int count, Vector128<float> weights) =>
        AddLanes(BlendedHalf(ref rows, stride, ref b, count, weights, 0) + BlendedHalf(ref rows, stride, ref b, count, weights, 8));

    private static Vector256<float> Half(ref float a, ref float b, int count, int half)
    {
        var s0 = Vector256<float>.Zero;
        var s1 = Vector256<float>.Zero;
        var s2 = Vector256<float>.Zero;
        var s3 = Vector256<float>.Zero;
        int i = half;
        for (; i <= count + half - (4 * Lanes); i += 4 * Lanes)
        {
            s0 += Narrow(ref a, ref b, i);
            s1 += Narrow(ref a, ref b, i + Lanes);
            s2 += Narrow(ref a, ref b, i + (2 * Lanes));
            s3 += Narrow(ref a, ref b, i + (3 * Lanes));
        }

        s0 += i < count ? Narrow(ref a, ref b, i) : Vector256<float>.Zero;
        s1 += i + Lanes < count ? Narrow(ref a, ref b, i + Lanes) : Vector256<float>.Zero;
        s2 += i + (2 * Lanes) < count ? Narrow(ref a, ref b, i + (2 * Lanes)) : Vector256<float>.Zero;
        return s0 + s1 + (s2 + s3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Wide(ref float a, ref float b, int i) => Vector512.LoadUnsafe(ref a, (nuint)i) * Vector512.LoadUnsafe(ref b, (nuint)i);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Narrow(ref float a, ref float b, int i) => Vector256.LoadUnsafe(ref a, (nuint)i) * Vector256.LoadUnsafe(ref b, (nuint)i);

    private static Vector256<float> BlendedHalf(ref float rows, int stride, ref float b, int count, Vector128<float> weights, nuint half)
    {
        nuint step = (nuint)stride;
        var s0 = Vector256<float>.Zero;
        var s1 = Vector256<float>.Zero;
        var s2 = Vector256<float>.Zero;
        var s3 = Vector256<float>.Zero;
        for (nuint i = half; i < (nuint)count; i += Lanes)
        {
            var x = Vector256.LoadUnsafe(ref b, i);
            s0 += Vector256.LoadUnsafe(ref rows, i) * x;
            s1 += Vector256.LoadUnsafe(ref rows, i + step) * x;
            s2 += Vector256.LoadUnsafe(ref rows, i + (2 * step)) * x;
            s3 += Vector256.LoadUnsafe(ref rows, i + (3 * step)) * x;
        }

        return (s0 * weights[0]) + (s1 * weights[1]) + (s2 * weights[2]) + (s3 * weights[3]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float AddLanes(Vector256<float> eight)
    {
        var four = eight.GetLower() + eight.GetUpper();
        var two = four + Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1));
        return two[0] + two[1];
    }
}

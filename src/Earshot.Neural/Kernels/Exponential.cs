// exp, sigmoid and tanh of sixteen numbers.
//   x = n ln 2 + r with |r| <= ln 2 / 2;  e^r - 1 = r + r^2 q(r), q of degree 4: the minimax polynomial for the relative error of e^r,
//   found by Remez' exchange in 40 digits, off by 3.1e-9; e^x = 2^n (1 + (e^r - 1)).
// tanh |x| = m / (m + 2) with m = e^(2|x|) - 1 = 2^n (e^r - 1) + (2^n - 1), which keeps its relative precision near zero.
// Source of the reduction: W. Cody, W. Waite, "Software Manual for the Elementary Functions", 1980, chapters 6 and 13.
// Every operation rounds alike at all widths, so the bits do not depend on the processor. Cost: 11 to 16 operations, and a division.
using System.Runtime.CompilerServices;

namespace Earshot.Neural.Kernels;

/// <summary>The exponential family on vectors; NaN gives NaN.</summary>
internal static class Exponential
{
    /// <summary>Below this, exp is taken to be zero: what it returns is never a subnormal number.</summary>
    public const float Lowest = -86.9f;

    /// <summary>Above this, 128 ln 2, exp is infinite.</summary>
    public const float Highest = 88.72283f;

    // tanh rounds to one from here on.
    private const float TanhLimit = 9.02f;
    private const float Log2E = 1.4426950216293335f;

    // ln 2 in two parts; with a fused step the first need not be short.
    private const float Ln2High = 0.6931471824645996f;
    private const float Ln2Low = -1.9046542121259336e-09f;

    private const float Q0 = 0.4999999403953552f;
    private const float Q1 = 0.1666651964187622f;
    private const float Q2 = 0.04166830703616142f;
    private const float Q3 = 0.008368845097720623f;
    private const float Q4 = 0.0013821502216160297f;

    // Added to a small number it leaves the nearest integer in the low bits: 1.5 x 2^23, plus the exponent's bias of 127.
    private const float Rounder = 12582912f + 127f;

    /// <summary>e^x; relative error at most 1.2e-7; 0 below <see cref="Lowest"/>, infinity above <see cref="Highest"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Exp<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes y = WithinRange(x);
        y = TLanes.WhereLess(TLanes.Broadcast(Highest), x, TLanes.Broadcast(float.PositiveInfinity), y);
        return TLanes.WhereLess(x, TLanes.Broadcast(Lowest), default, y);
    }

    /// <summary>1 / (1 + e^-x); relative error at most 2e-7; never below 1.8e-38.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Sigmoid<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes low = TLanes.Broadcast(Lowest);
        TLanes high = TLanes.Broadcast(-Lowest);
        x = TLanes.WhereLess(x, low, low, x);
        x = TLanes.WhereLess(high, x, high, x);
        TLanes one = TLanes.Broadcast(1);
        return one / (one + WithinRange(default(TLanes) - x));
    }

    /// <summary>tanh x; relative error at most 2.5e-7; odd to the last bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Tanh<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes limit = TLanes.Broadcast(TanhLimit);
        TLanes a = TLanes.Abs(x);
        a = TLanes.WhereLess(limit, a, limit, a);
        TLanes e = Reduce(a + a, TLanes.Broadcast(Rounder), out TLanes scale);
        TLanes m = TLanes.MultiplyAdd(scale, e, scale - TLanes.Broadcast(1));
        return TLanes.CopySign(m / (m + TLanes.Broadcast(2)), x);
    }

    // e^x for Lowest <= x <= Highest. Twice 2^(n - 1), because 2^128 is no float.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes WithinRange<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes two = TLanes.Broadcast(2);
        TLanes e = Reduce(x, TLanes.Broadcast(Rounder - 1), out TLanes scale);
        return TLanes.MultiplyAdd(two, e, two) * scale;
    }

    // e^r - 1, and 2^n (or another power, if the rounder says so).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Reduce<TLanes>(TLanes x, TLanes rounder, out TLanes scale)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes t = TLanes.MultiplyAdd(x, TLanes.Broadcast(Log2E), rounder);
        TLanes n = t - rounder;
        TLanes r = TLanes.MultiplyAdd(n, TLanes.Broadcast(-Ln2High), x);
        r = TLanes.MultiplyAdd(n, TLanes.Broadcast(-Ln2Low), r);
        TLanes q = TLanes.MultiplyAdd(r, TLanes.Broadcast(Q4), TLanes.Broadcast(Q3));
        q = TLanes.MultiplyAdd(r, q, TLanes.Broadcast(Q2));
        q = TLanes.MultiplyAdd(r, q, TLanes.Broadcast(Q1));
        q = TLanes.MultiplyAdd(r, q, TLanes.Broadcast(Q0));
        scale = TLanes.ShiftIntoExponent(t);
        return TLanes.MultiplyAdd(r * r, q, r);
    }
}

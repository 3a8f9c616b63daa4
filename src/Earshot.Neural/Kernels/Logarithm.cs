// The natural logarithm of sixteen numbers.
//   x = 2^n (1 + f) with sqrt(1/2) <= 1 + f < sqrt(2);  ln(1 + f) = f - f^2/2 + f^3 p(f), p of degree 7: the minimax polynomial for the
//   relative error of ln(1 + f), found by Remez' exchange in 40 digits, off by 5.8e-9; ln x = n ln 2 + ln(1 + f).
// Source of the form: S. Moshier, "Methods and Programs for Mathematical Functions", 1989.
// Cost: about 25 operations.
using System.Runtime.CompilerServices;

namespace Earshot.Neural.Kernels;

/// <summary>The logarithm on vectors.</summary>
internal static class Logarithm
{
    /// <summary>The bits of sqrt(1/2).</summary>
    public const int SqrtHalfBits = 0x3F3504F3;

    private const float SmallestNormal = 1.17549435e-38f;
    private const float Ln2High = 0.6931471824645996f;
    private const float Ln2Low = -1.9046542121259336e-09f;

    private const float P0 = 0.3333333134651184f;
    private const float P1 = -0.2500081956386566f;
    private const float P2 = 0.20001226663589478f;
    private const float P3 = -0.16623356938362122f;
    private const float P4 = 0.14201758801937103f;
    private const float P5 = -0.13160182535648346f;
    private const float P6 = 0.12761574983596802f;
    private const float P7 = -0.07634495198726654f;

    /// <summary>ln x; relative error at most 1.5e-7. Of zero it is minus infinity, of negative numbers and NaN NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Log<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes zero = default;

        // A subnormal number has no leading one to read the exponent from: it is taken 2^25 times as large.
        TLanes smallest = TLanes.Broadcast(SmallestNormal);
        TLanes normal = TLanes.WhereLess(x, smallest, x * TLanes.Broadcast(33554432f), x);
        TLanes f = TLanes.Significand(normal, out TLanes n) - TLanes.Broadcast(1);
        n = TLanes.WhereLess(x, smallest, n - TLanes.Broadcast(25), n);

        TLanes p = TLanes.MultiplyAdd(f, TLanes.Broadcast(P7), TLanes.Broadcast(P6));
        p = TLanes.MultiplyAdd(f, p, TLanes.Broadcast(P5));
        p = TLanes.MultiplyAdd(f, p, TLanes.Broadcast(P4));
        p = TLanes.MultiplyAdd(f, p, TLanes.Broadcast(P3));
        p = TLanes.MultiplyAdd(f, p, TLanes.Broadcast(P2));
        p = TLanes.MultiplyAdd(f, p, TLanes.Broadcast(P1));
        p = TLanes.MultiplyAdd(f, p, TLanes.Broadcast(P0));
        p = TLanes.MultiplyAdd(f, p, TLanes.Broadcast(-0.5f));
        TLanes tail = TLanes.MultiplyAdd(f * f, p, n * TLanes.Broadcast(Ln2Low));
        TLanes y = TLanes.MultiplyAdd(n, TLanes.Broadcast(Ln2High), f + tail);

        // Zero and below; infinity and NaN, which are their own; then what is left of the negative numbers.
        y = TLanes.WhereLess(zero, x, y, TLanes.Broadcast(float.NegativeInfinity));
        y = TLanes.WhereLess(TLanes.Abs(x), TLanes.Broadcast(float.PositiveInfinity), y, x);
        return TLanes.WhereLess(x, zero, TLanes.Broadcast(float.NaN), y);
    }
}

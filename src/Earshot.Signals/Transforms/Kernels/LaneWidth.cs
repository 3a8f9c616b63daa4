using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Earshot.Signals.Transforms.Kernels;

/// <summary>Which vector widths this machine runs at full speed.</summary>
internal static class LaneWidth
{
    /// <summary>Floats per vector of the widest usable kind: 16, 8 or 4.</summary>
    public static int Widest =>
        Vector512.IsHardwareAccelerated && Avx512F.IsSupported ? 16
        : Vector256.IsHardwareAccelerated && Avx2.IsSupported ? 8
        : 4;

    /// <summary>The widest kind that is no wider than <paramref name="limit"/>: 16, 8, 4 or 1.</summary>
    public static int AtMost(int limit) => Math.Min(Widest, limit) switch
    {
        >= 16 => 16,
        >= 8 => 8,
        >= 4 => 4,
        _ => 1,
    };
}

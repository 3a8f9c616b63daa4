using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Earshot.Neural.Kernels;

/// <summary>Which registers a kernel works in. Every width gives the same bits; the widest is the fastest.</summary>
internal static class VectorWidth
{
    /// <summary>The portable form: 128-bit registers, on every processor.</summary>
    public const int Portable = 128;

    /// <summary>AVX2 with fused multiply-add.</summary>
    public const int Bits256 = 256;

    /// <summary>AVX-512 with its byte, word and double-word parts.</summary>
    public const int Bits512 = 512;

    /// <summary>The widest registers that this machine runs at full speed, in bits.</summary>
    public static int Widest =>
        Vector512.IsHardwareAccelerated && Avx512BW.IsSupported && Avx512DQ.IsSupported ? Bits512
        : Avx2.IsSupported && Fma.IsSupported ? Bits256
        : Portable;
}

using System.Runtime.Intrinsics.X86;
using Earshot.Neural.Kernels;

namespace Earshot.Neural.Quantization.Kernels;

/// <summary>What this machine can run.</summary>
internal static class DotKinds
{
    /// <summary>The fastest.</summary>
    public static DotKind Best =>
        AvxVnni.IsSupported ? DotKind.Vnni
        : VectorWidth.Widest == VectorWidth.Bits512 ? DotKind.Avx512
        : Avx2.IsSupported ? DotKind.Avx2
        : DotKind.Portable;

    /// <summary>Whether a kind runs here.</summary>
    public static bool Runs(DotKind kind) => kind switch
    {
        DotKind.Vnni => AvxVnni.IsSupported,
        DotKind.Avx512 => VectorWidth.Widest == VectorWidth.Bits512,
        DotKind.Avx2 => Avx2.IsSupported,
        _ => true,
    };
}

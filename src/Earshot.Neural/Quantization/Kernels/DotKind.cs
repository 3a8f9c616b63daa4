namespace Earshot.Neural.Quantization.Kernels;

/// <summary>The instructions that multiply codes with activations; all give the same integers.</summary>
internal enum DotKind
{
    /// <summary>128-bit registers, any processor.</summary>
    Portable,

    /// <summary>AVX2, words.</summary>
    Avx2,

    /// <summary>AVX-512, words.</summary>
    Avx512,

    /// <summary>AVX-VNNI, bytes.</summary>
    Vnni,
}

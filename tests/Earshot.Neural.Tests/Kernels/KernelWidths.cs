using Earshot.Neural.Kernels;

namespace Earshot.Neural.Tests.Kernels;

/// <summary>The vector widths that this machine can run.</summary>
internal static class KernelWidths
{
    public static int[] All { get; } = [.. new[] { VectorWidth.Portable, VectorWidth.Bits256, VectorWidth.Bits512 }.Where(width => width <= VectorWidth.Widest)];
}

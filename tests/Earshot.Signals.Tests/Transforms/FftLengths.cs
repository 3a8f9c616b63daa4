using Earshot.Signals.Transforms.Kernels;

namespace Earshot.Signals.Tests.Transforms;

/// <summary>What the transform tests run over.</summary>
internal static class FftLengths
{
    /// <summary>Lengths of audio frames, sizes on every path (tiled, scattered, Bluestein), and large ones.</summary>
    public static int[] Audio { get; } =
    [
        256, 320, 400, 480, 512, 640, 768, 800, 882, 960, 1024, 1200, 1280, 1536, 1764, 1920, 2048, 2400, 2940, 3840, 4096, 4410, 8192,
        1102, 1034, 2018, 16384, 48000, 65536,
    ];

    /// <summary>The vector widths of this machine, the scalar twin included.</summary>
    public static int[] Widths { get; } = [.. new[] { 1, 4, 8, 16 }.Where(width => width <= LaneWidth.Widest)];
}

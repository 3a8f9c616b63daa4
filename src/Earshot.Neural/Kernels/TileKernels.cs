namespace Earshot.Neural.Kernels;

/// <summary>Finds the tile for a number of rows and columns.</summary>
internal static unsafe class TileKernels<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    // AVX-512 and AdvSimd have 32 registers, the older ones 16; the tile leaves the fourth part for B and A.
    private static int Sums => TLanes.Width == VectorWidth.Bits512 || System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported ? 24 : 12;

    /// <summary>Times sixteen: columns of the widest tile.</summary>
    public static int MaxColumns => TLanes.Registers == 1 ? 2 : 1;

    /// <summary>Rows of the tallest tile.</summary>
    public static int MaxRows => Sums / (TLanes.Registers * MaxColumns);

    /// <summary>Runs one tile.</summary>
    public static void Run(int rows, int columns, int depth, float* a, float* b, float* c, nint strideC, bool resume)
    {
        if (columns > 16)
        {
            Run<Counts.Two>(rows, depth, a, b, c, strideC, resume);
        }
        else
        {
            Run<Counts.One>(rows, depth, a, b, c, strideC, resume);
        }
    }

    private static void Run<TColumns>(int rows, int depth, float* a, float* b, float* c, nint strideC, bool resume)
        where TColumns : struct, ICount
    {
        switch (rows)
        {
            case 1:
                Tile<TLanes, Counts.One, TColumns>.Run(depth, a, b, c, strideC, resume);
                break;
            case 2:
                Tile<TLanes, Counts.Two, TColumns>.Run(depth, a, b, c, strideC, resume);
                break;
            case 3:
                Tile<TLanes, Counts.Three, TColumns>.Run(depth, a, b, c, strideC, resume);
                break;
            case 4:
                Tile<TLanes, Counts.Four, TColumns>.Run(depth, a, b, c, strideC, resume);
                break;
            case 5:
                Tile<TLanes, Counts.Five, TColumns>.Run(depth, a, b, c, strideC, resume);
                break;
            case 6:
                Tile<TLanes, Counts.Six, TColumns>.Run(depth, a, b, c, strideC, resume);
                break;
            case 7:
                Tile<TLanes, Counts.Seven, TColumns>.Run(depth, a, b, c, strideC, resume);
                break;
            case 8:
                Tile<TLanes, Counts.Eight, TColumns>.Run(depth, a, b, c, strideC, resume);
                break;
            case 9:
                Tile<TLanes, Counts.Nine, TColumns>.Run(depth, a, b, c, strideC, resume);
                break;
            case 10:
                Tile<TLanes, Counts.Ten, TColumns>.Run(depth, a, b, c, strideC, resume);
                break;
            case 11:
                Tile<TLanes, Counts.Eleven, TColumns>.Run(depth, a, b, c, strideC, resume);
                break;
            default:
                Tile<TLanes, Counts.Twelve, TColumns>.Run(depth, a, b, c, strideC, resume);
                break;
        }
    }
}

// The matrix product in blocks that fit the caches.
//   for blocks of N: for blocks of K: pack B; for blocks of M: pack A; for panels of B: for panels of A: one tile.
// Source: K. Goto, R. van de Geijn, "Anatomy of high-performance matrix multiplication", ACM TOMS 34, 2008.
// K is never summed in parts: a later block goes on with the sums in C, so each element of C is one chain of fused multiply-adds
// along K, and no choice of blocks, width or threads can be seen in the result.
// Cost: 2 M N K operations; B is copied once, A once per block of N.
namespace Earshot.Neural.Kernels;

/// <summary>Float products over packed panels.</summary>
internal static unsafe class BlockedProduct<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    // A block of A (96 x 512 floats, 192 KB) stays in the second-level cache; a panel of B passes through the first level.
    private const int RowBlock = 96;
    private const int DepthBlock = 512;
    private const int ColumnBlock = 2048;
    private const int RowsAtATime = 8;

    /// <summary>C = A B, or C += A B.</summary>
    public static void Run(in ProductShape shape, float* a, float* b, float* c, bool accumulate)
    {
        if (shape.M <= RowBlock)
        {
            RunLow(shape, a, b, c, accumulate);
            return;
        }

        int depthBlock = Math.Min(shape.K, DepthBlock);
        float* panels = ThreadMemory.Current.Columns(depthBlock * RoundUp(Math.Min(shape.N, ColumnBlock))).Pointer;
        for (int n = 0; n < shape.N; n += ColumnBlock)
        {
            int columns = Math.Min(ColumnBlock, shape.N - n);
            for (int k = 0; k < shape.K; k += DepthBlock)
            {
                int depth = Math.Min(DepthBlock, shape.K - k);
                PackColumns(shape, b, n, columns, k, depth, panels);
                Rows(shape, a, k, depth, panels, depth, columns, c + n, accumulate || k > 0);
            }
        }
    }

    /// <summary>C = A B, or C += A B, with B packed ahead in panels over all of K.</summary>
    public static void RunPacked(in ProductShape shape, float* a, float* panels, float* c, bool accumulate)
    {
        for (int k = 0; k < shape.K; k += DepthBlock)
        {
            int depth = Math.Min(DepthBlock, shape.K - k);
            Rows(shape, a, k, depth, panels + ((nint)k * PackedPanels.Columns), shape.K, shape.N, c, accumulate || k > 0);
        }
    }

    /// <summary>Packs columns [n, n + columns) and steps [k, k + depth) of B: <c>[panel][k][32]</c>.</summary>
    public static void PackColumns(in ProductShape shape, float* b, int n, int columns, int k, int depth, float* panels)
    {
        if (shape.TransposeB)
        {
            for (int j = 0; j < columns; j += PackedPanels.Columns)
            {
                int count = Math.Min(PackedPanels.Columns, columns - j);
                float* source = b + ((nint)(n + j) * shape.StrideB) + k;
                PackedPanels.Transpose(source, shape.StrideB, count, depth, panels + ((nint)j * depth), PackedPanels.Columns);
            }

            return;
        }

        // A few rows of B at a time, all panels of them: rows are read on, within pages whose addresses are known.
        for (int first = 0; first < depth; first += RowsAtATime)
        {
            int rows = Math.Min(RowsAtATime, depth - first);
            for (int j = 0; j < columns; j += PackedPanels.Columns)
            {
                int count = Math.Min(PackedPanels.Columns, columns - j);
                float* source = b + ((nint)(k + first) * shape.StrideB) + n + j;
                float* panel = panels + ((nint)j * depth) + ((nint)first * PackedPanels.Columns);
                PackedPanels.Copy<TLanes>(source, shape.StrideB, count, rows, panel, PackedPanels.Columns);
            }
        }
    }

    // A single block of rows meets each panel of B once, right after it was packed, while it is in the first caches: one place for panels does.
    private static void RunLow(in ProductShape shape, float* a, float* b, float* c, bool accumulate)
    {
        float* packed = ThreadMemory.Current.Rows(RowBlock * DepthBlock).Pointer;
        float* panel = ThreadMemory.Current.Columns(Math.Min(shape.K, DepthBlock) * PackedPanels.Columns).Pointer;
        for (int k = 0; k < shape.K; k += DepthBlock)
        {
            int depth = Math.Min(DepthBlock, shape.K - k);
            PackRows(shape, a, 0, shape.M, k, depth, packed);
            for (int j = 0; j < shape.N; j += PackedPanels.Columns)
            {
                int width = Math.Min(PackedPanels.Columns, shape.N - j);
                PackColumns(shape, b, j, width, k, depth, panel);
                Block(shape.M, width, depth, packed, panel, c + j, shape.StrideC, accumulate || k > 0);
            }
        }
    }

    // All rows of C against one packed block of B, whose panels are panelDepth steps long.
    private static void Rows(in ProductShape shape, float* a, int k, int depth, float* panels, int panelDepth, int columns, float* c, bool resume)
    {
        float* packed = ThreadMemory.Current.Rows(RowBlock * DepthBlock).Pointer;
        for (int m = 0; m < shape.M;)
        {
            int rows = NextBlock(shape.M - m);
            PackRows(shape, a, m, rows, k, depth, packed);
            for (int j = 0; j < columns; j += PackedPanels.Columns)
            {
                int width = Math.Min(PackedPanels.Columns, columns - j);
                Block(rows, width, depth, packed, panels + ((nint)j * panelDepth), c + ((nint)m * shape.StrideC) + j, shape.StrideC, resume);
            }

            m += rows;
        }
    }

    // Rows of the next block: even blocks, so that none is left with a row or two.
    private static int NextBlock(int left)
    {
        int blocks = (left + RowBlock - 1) / RowBlock;
        int tile = TileKernels<TLanes>.MaxRows;
        int even = (left + blocks - 1) / blocks;
        return Math.Min(left, Math.Min(RowBlock / tile, (even + tile - 1) / tile) * tile);
    }

    // Rows of the next panel: the tallest tile, and two alike where one would leave less than half a tile.
    private static int NextPanel(int left)
    {
        int tile = TileKernels<TLanes>.MaxRows;
        return left <= tile ? left : left >= 2 * tile || tile < 8 ? tile : (((left + 1) / 2) + 3) / 4 * 4;
    }

    private static void PackRows(in ProductShape shape, float* a, int m, int rows, int k, int depth, float* packed)
    {
        for (int i = 0; i < rows;)
        {
            int count = NextPanel(rows - i);
            float* panel = packed + ((nint)i * depth);
            if (shape.TransposeA)
            {
                PackedPanels.Copy<TLanes>(a + ((nint)k * shape.StrideA) + m + i, shape.StrideA, count, depth, panel, count);
            }
            else
            {
                PackedPanels.Transpose(a + ((nint)(m + i) * shape.StrideA) + k, shape.StrideA, count, depth, panel, count);
            }

            i += count;
        }
    }

    // One panel of B against all panels of A.
    private static void Block(int rows, int columns, int depth, float* packed, float* panel, float* c, nint strideC, bool resume)
    {
        for (int j = 0; j < columns; j += TileKernels<TLanes>.MaxColumns * 16)
        {
            int width = Math.Min(TileKernels<TLanes>.MaxColumns * 16, columns - j);
            for (int i = 0; i < rows;)
            {
                int count = NextPanel(rows - i);
                float* tile = c + (i * strideC) + j;
                if (width % 16 == 0)
                {
                    TileKernels<TLanes>.Run(count, width, depth, packed + ((nint)i * depth), panel + j, tile, strideC, resume);
                }
                else
                {
                    Edge(count, width, depth, packed + ((nint)i * depth), panel + j, tile, strideC, resume);
                }

                i += count;
            }
        }
    }

    // A tile that reaches beyond the last column of C works in a place of its own.
    private static void Edge(int rows, int columns, int depth, float* a, float* b, float* c, nint strideC, bool resume)
    {
        float* tile = stackalloc float[12 * PackedPanels.Columns];
        for (int i = 0; resume && i < rows; i++)
        {
            new ReadOnlySpan<float>(c + (i * strideC), columns).CopyTo(new Span<float>(tile + (i * PackedPanels.Columns), columns));
        }

        TileKernels<TLanes>.Run(rows, columns, depth, a, b, tile, PackedPanels.Columns, resume);
        for (int i = 0; i < rows; i++)
        {
            new ReadOnlySpan<float>(tile + (i * PackedPanels.Columns), columns).CopyTo(new Span<float>(c + (i * strideC), columns));
        }
    }

    private static int RoundUp(int columns) => (columns + PackedPanels.Columns - 1) / PackedPanels.Columns * PackedPanels.Columns;
}

// First pass of the self-sorting transform (see MixedRadixPlan): butterflies over neighbouring columns, whose outputs must come to lie
// side by side. Lanes run over the columns, so each group of Count columns goes through a tile in cache that is read back
// transposed, four floats at a time.
// Remainder: the last group is moved back until it ends with the last column; the overlap is computed twice, to equal bits.
using System.Runtime.CompilerServices;

namespace Earshot.Signals.Transforms.Kernels;

/// <summary>First pass for a radix that the vector width, or half or a quarter of it, divides.</summary>
/// <param name="columns">Number of columns, at least the vector's width.</param>
/// <param name="factors">[output - 1][real or imaginary][column].</param>
internal sealed unsafe class TiledPass<TRadix, T, TSource>(int columns, AlignedFloats factors) : FftPass
    where TRadix : struct, IRadix
    where T : unmanaged, IRowLanes<T>
    where TSource : struct, ISource
{
    private const int RowLength = 4;
    private readonly AlignedFloats _tile = new(2 * TRadix.Size * T.Count); // [real or imaginary][output][lane]

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(float* xr, float* xi, float* yr, float* yi)
    {
        int tileSize = TRadix.Size * T.Count;
        float* tile = _tile.Pointer;
        int last = columns - T.Count;
        for (int p = 0; ; p = Math.Min(p + T.Count, last))
        {
            Transform(xr + (TSource.FloatsPerNumber * p), xi + p, tile, factors.Pointer + p);
            Transpose(tile, yr + (p * TRadix.Size));
            Transpose(tile + tileSize, yi + (p * TRadix.Size));
            if (p == last)
            {
                break;
            }
        }
    }

    // Methods of their own: the just-in-time compiler stops inlining at a number of locals per method.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Transform(float* xr, float* xi, float* tile, float* factor) =>
        TRadix.Apply<T, TileColumn<T, TSource>>(new(xr, xi, columns, tile, TRadix.Size * T.Count, factor));

    // tile [output][lane] -> target [lane][output]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Transpose(float* tile, float* target)
    {
        int rows = RowLength * T.Count;
        for (int k = 0; k < TRadix.Size; k += T.Count)
        {
            for (int lane = 0; lane < T.Count; lane += RowLength)
            {
                float* source = tile + (k * T.Count) + lane;
                T a = T.LoadRows(source, rows);
                T b = T.LoadRows(source + T.Count, rows);
                T c = T.LoadRows(source + (2 * T.Count), rows);
                T d = T.LoadRows(source + (3 * T.Count), rows);
                T.TransposeRows(ref a, ref b, ref c, ref d);
                float* column = target + (lane * TRadix.Size) + k;
                T.Store(column, a);
                T.Store(column + TRadix.Size, b);
                T.Store(column + (2 * TRadix.Size), c);
                T.Store(column + (3 * TRadix.Size), d);
            }
        }
    }
}

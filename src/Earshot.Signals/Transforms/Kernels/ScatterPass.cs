using System.Runtime.CompilerServices;

namespace Earshot.Signals.Transforms.Kernels;

/// <summary>First pass for the other radices: as <see cref="TiledPass{TRadix, T, TSource}"/>, but the tile is read back float by float.</summary>
/// <param name="columns">Number of columns, at least the vector's width.</param>
/// <param name="factors">[output - 1][real or imaginary][column].</param>
internal sealed unsafe class ScatterPass<TRadix, T, TSource>(int columns, AlignedFloats factors) : FftPass
    where TRadix : struct, IRadix
    where T : unmanaged, ILanes<T>
    where TSource : struct, ISource
{
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
            float* tr = yr + (p * TRadix.Size);
            float* ti = yi + (p * TRadix.Size);
            for (int lane = 0; lane < T.Count; lane++)
            {
                for (int k = 0; k < TRadix.Size; k++)
                {
                    *tr++ = tile[(k * T.Count) + lane];
                    *ti++ = tile[tileSize + (k * T.Count) + lane];
                }
            }

            if (p == last)
            {
                break;
            }
        }
    }

    // A method of its own: the just-in-time compiler stops inlining at a number of locals per method.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Transform(float* xr, float* xi, float* tile, float* factor) =>
        TRadix.Apply<T, TileColumn<T, TSource>>(new(xr, xi, columns, tile, TRadix.Size * T.Count, factor));
}

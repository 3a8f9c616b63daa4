using System.Runtime.CompilerServices;

namespace Earshot.Signals.Transforms.Kernels;

/// <summary>Caller's memory to a tile in cache; output k is multiplied by a factor for each lane.</summary>
/// <param name="xr">Input of the first lane, as the source reads it.</param>
/// <param name="xi">Imaginary parts of the input.</param>
/// <param name="inputStride">Complex numbers from one input to the next.</param>
/// <param name="tile">Receives [output][lane] real parts, then as many imaginary parts.</param>
/// <param name="tileSize">Floats from the real to the imaginary parts of the tile.</param>
/// <param name="factors">Factors of output 1 for the first lane; imaginary parts follow <paramref name="inputStride"/> later, then output 2, ...</param>
internal readonly unsafe struct TileColumn<T, TSource>(
    float* xr, float* xi, nint inputStride, float* tile, nint tileSize, float* factors) : IColumn<T>
    where T : unmanaged, ILanes<T>
    where TSource : struct, ISource
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexLanes<T> Load(int j) => TSource.Load<T>(xr, xi, j * inputStride);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int k, ComplexLanes<T> value)
    {
        if (k != 0)
        {
            float* factor = factors + (2 * (k - 1) * inputStride);
            value *= new ComplexLanes<T>(T.Load(factor), T.Load(factor + inputStride));
        }

        Hold(k, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Hold(int k, ComplexLanes<T> value)
    {
        T.Store(tile + (k * T.Count), value.Re);
        T.Store(tile + tileSize + (k * T.Count), value.Im);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexLanes<T> Held(int k) => new(T.Load(tile + (k * T.Count)), T.Load(tile + tileSize + (k * T.Count)));
}

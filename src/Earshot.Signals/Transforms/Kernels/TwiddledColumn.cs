using System.Runtime.CompilerServices;

namespace Earshot.Signals.Transforms.Kernels;

/// <summary>Split memory to split memory; output k is multiplied by one factor for all lanes.</summary>
/// <param name="xr">Real parts of the input.</param>
/// <param name="xi">Imaginary parts of the input.</param>
/// <param name="inputStride">Floats from one input to the next.</param>
/// <param name="yr">Real parts of the output.</param>
/// <param name="yi">Imaginary parts of the output.</param>
/// <param name="outputStride">Floats from one output to the next.</param>
/// <param name="factors">Real and imaginary part of the factor of output 1, 2, ...; that of output 0 is 1.</param>
internal readonly unsafe struct TwiddledColumn<T>(
    float* xr, float* xi, nint inputStride, float* yr, float* yi, nint outputStride, float* factors) : IColumn<T>
    where T : unmanaged, ILanes<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexLanes<T> Load(int j) => new(T.Load(xr + (j * inputStride)), T.Load(xi + (j * inputStride)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int k, ComplexLanes<T> value)
    {
        if (k != 0)
        {
            float* factor = factors + (2 * (k - 1));
            value *= new ComplexLanes<T>(T.Broadcast(factor[0]), T.Broadcast(factor[1]));
        }

        Hold(k, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Hold(int k, ComplexLanes<T> value)
    {
        T.Store(yr + (k * outputStride), value.Re);
        T.Store(yi + (k * outputStride), value.Im);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexLanes<T> Held(int k) => new(T.Load(yr + (k * outputStride)), T.Load(yi + (k * outputStride)));
}

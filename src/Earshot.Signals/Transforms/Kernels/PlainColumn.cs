using System.Runtime.CompilerServices;

namespace Earshot.Signals.Transforms.Kernels;

/// <summary>Split memory to split memory, as it is.</summary>
internal readonly unsafe struct PlainColumn<T>(float* xr, float* xi, nint inputStride, float* yr, float* yi, nint outputStride) : IColumn<T>
    where T : unmanaged, ILanes<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexLanes<T> Load(int j) => new(T.Load(xr + (j * inputStride)), T.Load(xi + (j * inputStride)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int k, ComplexLanes<T> value) => Hold(k, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Hold(int k, ComplexLanes<T> value)
    {
        T.Store(yr + (k * outputStride), value.Re);
        T.Store(yi + (k * outputStride), value.Im);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexLanes<T> Held(int k) => new(T.Load(yr + (k * outputStride)), T.Load(yi + (k * outputStride)));
}

using System.Runtime.CompilerServices;

namespace Earshot.Signals.Transforms.Kernels;

/// <summary>Real and imaginary parts in arrays of their own.</summary>
internal readonly unsafe struct SplitSource : ISource
{
    public static int FloatsPerNumber => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes<T> Load<T>(float* xr, float* xi, nint index)
        where T : unmanaged, ILanes<T> => new(T.Load(xr + index), T.Load(xi + index));
}

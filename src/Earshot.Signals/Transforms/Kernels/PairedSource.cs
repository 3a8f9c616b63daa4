using System.Runtime.CompilerServices;

namespace Earshot.Signals.Transforms.Kernels;

/// <summary>Real and imaginary part side by side: a real signal taken two samples at a time.</summary>
internal readonly unsafe struct PairedSource : ISource
{
    public static int FloatsPerNumber => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes<T> Load<T>(float* xr, float* xi, nint index)
        where T : unmanaged, ILanes<T>
    {
        T.LoadPairs(xr + (2 * index), out T re, out T im);
        return new(re, im);
    }
}

using System.Runtime.CompilerServices;

namespace Earshot.Neural.Kernels;

/// <summary>The last few of a row, in vectors of sixteen.</summary>
internal static unsafe class PartialLanes
{
    /// <summary>Reads fewer than sixteen floats and fills up with another.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static TLanes Load<TLanes>(float* source, int count, float filling)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        float* place = stackalloc float[16];
        for (int i = 0; i < 16; i++)
        {
            place[i] = i < count ? source[i] : filling;
        }

        return TLanes.Load(place);
    }

    /// <summary>Writes fewer than sixteen floats.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Store<TLanes>(float* target, int count, TLanes value)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        float* place = stackalloc float[16];
        TLanes.Store(place, value);
        for (int i = 0; i < count; i++)
        {
            target[i] = place[i];
        }
    }
}

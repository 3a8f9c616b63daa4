using System.Runtime.CompilerServices;

namespace Earshot.Neural.Kernels;

/// <summary>target[i] += factor x source[i], rounded once.</summary>
internal readonly unsafe struct ScaledAddLoop(float factor, float* source, float* target, int count) : ILaneAction
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TLanes>()
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes scale = TLanes.Broadcast(factor);
        float* x = source;
        float* y = target;
        int left = count;
        for (; left >= 16; left -= 16)
        {
            TLanes.Store(y, TLanes.MultiplyAdd(scale, TLanes.Load(x), TLanes.Load(y)));
            x += 16;
            y += 16;
        }

        for (; left > 0; left--)
        {
            *y = float.FusedMultiplyAdd(factor, *x, *y);
            x++;
            y++;
        }
    }
}

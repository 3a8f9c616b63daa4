using System.Runtime.CompilerServices;

namespace Earshot.Neural.Kernels;

/// <summary>target[i] = f(source[i]), sixteen at a time; the last few pass through a place of sixteen, so they get the same bits.</summary>
internal readonly unsafe struct ElementLoop<TFunction>(float* source, float* target, int count) : ILaneAction
    where TFunction : struct, IElementFunction
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TLanes>()
        where TLanes : unmanaged, ILanes<TLanes>
    {
        float* x = source;
        float* y = target;
        int left = count;
        for (; left >= 16; left -= 16)
        {
            TLanes.Store(y, TFunction.Of(TLanes.Load(x)));
            x += 16;
            y += 16;
        }

        if (left > 0)
        {
            PartialLanes.Store(y, left, TFunction.Of(PartialLanes.Load<TLanes>(x, left, 0)));
        }
    }
}

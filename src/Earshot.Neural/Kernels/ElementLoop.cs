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
        if (left >= 16)
        {
            // The next numbers are read before results are written: where both lie alike within their pages, as neighboring arrays do,
            // a processor would take the reading for one of what was just written, and wait.
            TLanes next = TLanes.Load(x);
            for (; left >= 32; left -= 16)
            {
                TLanes current = next;
                x += 16;
                next = TLanes.Load(x);
                TLanes.Store(y, TFunction.Of(current));
                y += 16;
            }

            TLanes.Store(y, TFunction.Of(next));
            left -= 16;
            x += 16;
            y += 16;
        }

        if (left > 0)
        {
            PartialLanes.Store(y, left, TFunction.Of(PartialLanes.Load<TLanes>(x, left, 0)));
        }
    }
}

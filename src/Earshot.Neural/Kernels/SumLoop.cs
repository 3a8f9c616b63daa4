using System.Runtime.CompilerServices;

namespace Earshot.Neural.Kernels;

/// <summary>Sum of x[i] in a fixed order, that of <see cref="DotLoop"/>.</summary>
internal unsafe struct SumLoop(float* source, int count) : ILaneAction
{
    /// <summary>The sum.</summary>
    public float Result { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TLanes>()
        where TLanes : unmanaged, ILanes<TLanes>
    {
        float* x = source;
        int left = count;
        TLanes s0 = default;
        TLanes s1 = default;
        TLanes s2 = default;
        TLanes s3 = default;
        for (; left >= 64; left -= 64)
        {
            s0 += TLanes.Load(x);
            s1 += TLanes.Load(x + 16);
            s2 += TLanes.Load(x + 32);
            s3 += TLanes.Load(x + 48);
            x += 64;
        }

        for (; left >= 16; left -= 16)
        {
            s0 += TLanes.Load(x);
            x += 16;
        }

        if (left > 0)
        {
            s1 += PartialLanes.Load<TLanes>(x, left, 0);
        }

        Result = TLanes.Sum(s0 + s1 + (s2 + s3));
    }
}

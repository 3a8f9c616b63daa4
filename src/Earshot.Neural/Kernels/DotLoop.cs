using System.Runtime.CompilerServices;

namespace Earshot.Neural.Kernels;

/// <summary>Sum of a[i] b[i] in a fixed order: 64 sums, so that four additions can be under way at a time.</summary>
/// <remarks>Sum j takes the places 64 i + j; then vectors 0 and 1, 2 and 3 and both sums are added, then their lanes.</remarks>
internal unsafe struct DotLoop(float* a, float* b, int count) : ILaneAction
{
    /// <summary>The sum.</summary>
    public float Result { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TLanes>()
        where TLanes : unmanaged, ILanes<TLanes>
    {
        float* x = a;
        float* y = b;
        int left = count;
        TLanes s0 = default;
        TLanes s1 = default;
        TLanes s2 = default;
        TLanes s3 = default;
        for (; left >= 64; left -= 64)
        {
            s0 = TLanes.MultiplyAdd(TLanes.Load(x), TLanes.Load(y), s0);
            s1 = TLanes.MultiplyAdd(TLanes.Load(x + 16), TLanes.Load(y + 16), s1);
            s2 = TLanes.MultiplyAdd(TLanes.Load(x + 32), TLanes.Load(y + 32), s2);
            s3 = TLanes.MultiplyAdd(TLanes.Load(x + 48), TLanes.Load(y + 48), s3);
            x += 64;
            y += 64;
        }

        for (; left >= 16; left -= 16)
        {
            s0 = TLanes.MultiplyAdd(TLanes.Load(x), TLanes.Load(y), s0);
            x += 16;
            y += 16;
        }

        if (left > 0)
        {
            s1 = TLanes.MultiplyAdd(PartialLanes.Load<TLanes>(x, left, 0), PartialLanes.Load<TLanes>(y, left, 0), s1);
        }

        Result = TLanes.Sum(s0 + s1 + (s2 + s3));
    }
}

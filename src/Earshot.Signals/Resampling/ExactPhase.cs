using System.Runtime.CompilerServices;
using Earshot.Signals.Filters;

namespace Earshot.Signals.Resampling;

/// <summary>The tick itself is the row of the table.</summary>
internal readonly struct ExactPhase : IPhaseKernel
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Weigh(ResamplerPlan plan, ref float taps, ref float window, long ticks)
    {
        int tapCount = plan.Table.TapCount;
        return DotProduct.Sum(ref Unsafe.Add(ref taps, (nint)ticks * tapCount), ref window, tapCount);
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Earshot.Signals.Filters;

namespace Earshot.Signals.Resampling;

/// <summary>The filter lies between four rows of the table, blended by the third-order Lagrange polynomial.</summary>
internal readonly struct InterpolatedPhase : IPhaseKernel
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Weigh(ResamplerPlan plan, ref float taps, ref float window, long ticks)
    {
        PolyphaseTable table = plan.Table;
        double phase = (ticks + plan.PhaseOffset) * plan.PhasesPerTick;
        int row = Math.Min((int)phase, table.PhaseCount - 1);
        float m = (float)(phase - row);

        // Lagrange's weights for the rows at -1, 0, 1 and 2; the table begins with row -1.
        float below = m + 1;
        float next = m - 1;
        float after = m - 2;
        var weights = Vector128.Create(m * next * after * (-1f / 6), below * next * after * 0.5f, below * m * after * -0.5f, below * m * next * (1f / 6));
        return DotProduct.SumBlended(ref Unsafe.Add(ref taps, (nint)row * table.TapCount), table.TapCount, ref window, table.TapCount, weights);
    }
}

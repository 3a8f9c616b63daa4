namespace Earshot.Signals.Resampling;

/// <summary>One output sample from one window of input; a type parameter of the loop, so that each kernel is compiled on its own.</summary>
internal interface IPhaseKernel
{
    /// <summary>Weighs a window.</summary>
    /// <param name="plan">The conversion.</param>
    /// <param name="taps">First element of the plan's table.</param>
    /// <param name="window">First of TapCount samples.</param>
    /// <param name="ticks">Fraction of the output's position.</param>
    static abstract float Weigh(ResamplerPlan plan, ref float taps, ref float window, long ticks);
}

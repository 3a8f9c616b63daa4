namespace Earshot.Neural.Optimizers;

/// <summary>A linear rise, then a fall with the root of the step (Vaswani et al. 2017).</summary>
/// <param name="Peak">The highest rate.</param>
/// <param name="WarmupSteps">Steps of the rise, 1 or more.</param>
public sealed record InverseRootSchedule(double Peak, long WarmupSteps) : ISchedule
{
    /// <inheritdoc/>
    public double RateAt(long step) => Peak * Math.Min((double)(step + 1) / WarmupSteps, Math.Sqrt((double)WarmupSteps / (step + 1)));
}

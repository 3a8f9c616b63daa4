namespace Earshot.Neural.Optimizers;

/// <summary>A linear rise, a hold, then an exponential fall to the floor: what transducers are usually trained with.</summary>
/// <param name="Peak">The highest rate.</param>
/// <param name="WarmupSteps">Steps of the rise, 0 or more.</param>
/// <param name="HoldSteps">Steps at the peak, 0 or more.</param>
/// <param name="HalvingSteps">Steps in which the rate falls to half, 1 or more.</param>
/// <param name="Floor">The lowest rate.</param>
public sealed record HoldAndDecaySchedule(double Peak, long WarmupSteps, long HoldSteps, long HalvingSteps, double Floor = 0) : ISchedule
{
    /// <inheritdoc/>
    public double RateAt(long step)
    {
        if (step < WarmupSteps)
        {
            return Peak * (step + 1) / WarmupSteps;
        }

        long fallen = Math.Max(0, step - WarmupSteps - HoldSteps);
        return Math.Max(Floor, Peak * Math.Pow(0.5, (double)fallen / HalvingSteps));
    }
}

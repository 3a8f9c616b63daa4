namespace Earshot.Neural.Optimizers;

/// <summary>A linear rise, then half a cosine down to the floor (Loshchilov and Hutter 2017).</summary>
/// <param name="Peak">The highest rate.</param>
/// <param name="WarmupSteps">Steps of the rise, 0 or more.</param>
/// <param name="Steps">Steps until the floor, more than the rise.</param>
/// <param name="Floor">The last rate.</param>
public sealed record CosineSchedule(double Peak, long WarmupSteps, long Steps, double Floor = 0) : ISchedule
{
    /// <inheritdoc/>
    public double RateAt(long step)
    {
        if (step < WarmupSteps)
        {
            return Peak * (step + 1) / WarmupSteps;
        }

        double way = Math.Clamp((double)(step - WarmupSteps) / Math.Max(1, Steps - WarmupSteps), 0, 1);
        return Floor + ((Peak - Floor) * 0.5 * (1 + Math.Cos(Math.PI * way)));
    }
}

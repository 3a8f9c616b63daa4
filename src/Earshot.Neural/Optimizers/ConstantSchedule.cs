namespace Earshot.Neural.Optimizers;

/// <summary>One rate throughout.</summary>
/// <param name="Rate">The learning rate.</param>
public sealed record ConstantSchedule(double Rate) : ISchedule
{
    /// <inheritdoc/>
    public double RateAt(long step) => Rate;
}

namespace Earshot.Neural.Optimizers;

/// <summary>How the learning rate changes over training.</summary>
public interface ISchedule
{
    /// <summary>The learning rate of a step.</summary>
    /// <param name="step">The step, 0 for the first.</param>
    double RateAt(long step);
}

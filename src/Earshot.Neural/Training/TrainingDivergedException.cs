namespace Earshot.Neural.Training;

/// <summary>A loss or a gradient is not a number any more.</summary>
public sealed class TrainingDivergedException : Exception
{
    internal TrainingDivergedException(long step, string place, string? checkpoint)
        : base($"step {step}: {place}; {(checkpoint is null ? "no checkpoint was kept" : $"the last good checkpoint is {checkpoint}")}")
    {
        Step = step;
        Place = place;
        Checkpoint = checkpoint;
    }

    /// <summary>The step that failed, 0 for the first.</summary>
    public long Step { get; }

    /// <summary>The operation or the parameter where it showed first.</summary>
    public string Place { get; }

    /// <summary>The last good checkpoint, or nothing.</summary>
    public string? Checkpoint { get; }
}

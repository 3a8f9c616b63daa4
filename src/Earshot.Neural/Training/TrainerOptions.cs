using Earshot.Neural.Optimizers;

namespace Earshot.Neural.Training;

/// <summary>What a <see cref="Trainer{T}"/> can be told.</summary>
public sealed record TrainerOptions
{
    /// <summary>Steps to take in all.</summary>
    /// <value>1 or more.</value>
    public required long Steps { get; init; }

    /// <summary>The learning rate of each step.</summary>
    public required ISchedule Schedule { get; init; }

    /// <summary>Parts into which each batch is cut. It decides the rounding of the result, the number of workers does not.</summary>
    /// <value>1 .. 64; default 2.</value>
    public int Shards { get; init; } = 2;

    /// <summary>Threads that compute parts at the same time.</summary>
    /// <value>1 .. 64; default 1. More than <see cref="Shards"/> do not help.</value>
    public int Workers { get; init; } = 1;

    /// <summary>Decides dropout, noise and augmentation.</summary>
    /// <value>Any number; default 1.</value>
    public ulong Seed { get; init; } = 1;

    /// <summary>The greatest length of all gradients together; longer ones are scaled down.</summary>
    /// <value>Above 0; infinite by default.</value>
    public double LongestGradient { get; init; } = double.PositiveInfinity;

    /// <summary>How fast running statistics follow the batches.</summary>
    /// <value>Above 0 .. 1; default 0.1.</value>
    public double StatisticRate { get; init; } = 0.1;

    /// <summary>Share of the weight average that stays in a step; the model that is judged and kept as best is then the average.</summary>
    /// <value>0 .. below 1; default 0, which averages nothing.</value>
    public double AverageDecay { get; init; }

    /// <summary>Steps from one validation to the next.</summary>
    /// <value>0 or more; default 0, never.</value>
    public long ValidateEvery { get; init; }

    /// <summary>Validations without a new best after which training stops.</summary>
    /// <value>0 or more; default 0, never.</value>
    public int Patience { get; init; }

    /// <summary>Where checkpoints, the best model and the log go: <c>last.safetensors</c>, <c>best.safetensors</c>, <c>log.jsonl</c>.</summary>
    /// <value>A folder, made where it is missing; nothing is written when omitted.</value>
    public string? Folder { get; init; }

    /// <summary>Steps from one checkpoint to the next.</summary>
    /// <value>1 or more; default 1000.</value>
    public long CheckpointEvery { get; init; } = 1000;

    /// <summary>Steps from one line of the log, and one progress report, to the next.</summary>
    /// <value>1 or more; default 10.</value>
    public long LogEvery { get; init; } = 10;

    internal void Validate(string name)
    {
        var problems = new OptionProblems();
        problems.Require(Steps >= 1, nameof(Steps), Steps, "1 or more");
        problems.Require(Schedule is not null, nameof(Schedule), "missing", "a schedule");
        problems.Require(Shards is >= 1 and <= 64, nameof(Shards), Shards, "1 .. 64");
        problems.Require(Workers is >= 1 and <= 64, nameof(Workers), Workers, "1 .. 64");
        problems.Require(LongestGradient > 0, nameof(LongestGradient), LongestGradient, "above 0");
        problems.Require(StatisticRate is > 0 and <= 1, nameof(StatisticRate), StatisticRate, "above 0 .. 1");
        problems.Require(AverageDecay is >= 0 and < 1, nameof(AverageDecay), AverageDecay, "0 .. below 1");
        problems.Require(ValidateEvery >= 0, nameof(ValidateEvery), ValidateEvery, "0 or more");
        problems.Require(Patience >= 0, nameof(Patience), Patience, "0 or more");
        problems.Require(CheckpointEvery >= 1, nameof(CheckpointEvery), CheckpointEvery, "1 or more");
        problems.Require(LogEvery >= 1, nameof(LogEvery), LogEvery, "1 or more");
        problems.ThrowIfAny(name);
    }
}

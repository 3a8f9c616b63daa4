namespace Earshot.Neural.Training;

/// <summary>Which part of which step is to be computed.</summary>
/// <param name="Number">The step, 0 for the first.</param>
/// <param name="Shard">The part of the batch, 0 .. <paramref name="ShardCount"/> - 1.</param>
/// <param name="ShardCount">Parts of a batch.</param>
/// <param name="Seed">A number that only this part of this step has, for augmentation.</param>
public readonly record struct TrainingStep(long Number, int Shard, int ShardCount, ulong Seed);

namespace Earshot.Corpora;

/// <summary>A corpus in three parts that share no speaker (or class).</summary>
/// <param name="Train">For training.</param>
/// <param name="Development">For every choice that is made on the way.</param>
/// <param name="Test">For the figure that is published, and for nothing else.</param>
public sealed record CorpusSplit(IReadOnlyList<ManifestEntry> Train, IReadOnlyList<ManifestEntry> Development, IReadOnlyList<ManifestEntry> Test);

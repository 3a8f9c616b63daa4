namespace Earshot.Evaluation.Curves;

/// <summary>One operating point of a detector.</summary>
/// <param name="Threshold">Scores of at least this count as detections.</param>
/// <param name="FalsePositiveRate">Share of the negatives that are detected, 0..1.</param>
/// <param name="TruePositiveRate">Share of the positives that are detected, 0..1.</param>
public readonly record struct RocPoint(double Threshold, double FalsePositiveRate, double TruePositiveRate);

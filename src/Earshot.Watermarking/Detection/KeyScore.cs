namespace Earshot.Watermarking.Detection;

/// <summary>The best score of a key at one row.</summary>
/// <param name="Value">In standard deviations.</param>
/// <param name="Skew">Index in <see cref="SkewGrid"/>.</param>
/// <param name="Set">Index in <see cref="BandSets"/>.</param>
internal readonly record struct KeyScore(float Value, int Skew, int Set);

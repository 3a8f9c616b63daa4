namespace Earshot.Watermarking.Detection;

/// <summary>A settled top of the score.</summary>
/// <param name="Row">The row at which the score stood highest.</param>
/// <param name="Offset">The top between the rows, -0.5 .. 0.5 rows.</param>
/// <param name="Score">The score there.</param>
internal readonly record struct Peak(long Row, double Offset, KeyScore Score);

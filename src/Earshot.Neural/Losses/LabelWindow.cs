namespace Earshot.Neural.Losses;

/// <summary>The label positions of an utterance that a pruned transducer loss computes.</summary>
/// <param name="Starts">The first position in each frame; never falls, starts at 0, and never rises by more than <paramref name="Width"/> - 1.</param>
/// <param name="Width">Positions in each frame.</param>
public sealed record LabelWindow(int[] Starts, int Width);

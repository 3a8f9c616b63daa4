namespace Earshot.Watermarking;

/// <summary>What a mark tells of the room that it came through.</summary>
/// <param name="Start">Start of the mark.</param>
/// <param name="Rt60Seconds">Reverberation time between 1 and 4 kHz, 0.05 .. 3 s.</param>
/// <param name="Score">Score of the mark.</param>
public sealed record MarkReverberation(TimeSpan Start, double Rt60Seconds, double Score);

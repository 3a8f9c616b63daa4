namespace Earshot.Signals.Measures;

/// <summary>The level of one block of a stream.</summary>
/// <param name="Start">Time of the block's first sample from the start of the stream.</param>
/// <param name="Duration">Length of the block.</param>
/// <param name="RmsDbfs">
/// Root mean square over all channels, dB relative to a square wave at full scale (a full-scale sine reads -3.01); negative infinity
/// for silence.
/// </param>
/// <param name="PeakDbfs">Largest sample magnitude of any channel, dB relative to full scale; negative infinity for silence.</param>
public sealed record LevelReading(TimeSpan Start, TimeSpan Duration, double RmsDbfs, double PeakDbfs);

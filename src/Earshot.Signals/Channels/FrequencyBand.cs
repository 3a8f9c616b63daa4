namespace Earshot.Signals.Channels;

/// <summary>A range of frequencies.</summary>
/// <param name="LowHz">Lower edge in hertz, 0 or more.</param>
/// <param name="HighHz">Upper edge in hertz, above <paramref name="LowHz"/>.</param>
public readonly record struct FrequencyBand(double LowHz, double HighHz);

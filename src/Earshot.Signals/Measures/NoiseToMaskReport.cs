namespace Earshot.Signals.Measures;

/// <summary>How the difference of two signals lies against the masking threshold of the original.</summary>
/// <param name="MeanDb">
/// 10 log10 of the mean, over all band-frames, of noise power over threshold power (the total noise-to-mask ratio of ITU-R BS.1387);
/// negative infinity when the signals are equal.
/// </param>
/// <param name="MaximumDb">The ratio of the worst band-frame, dB.</param>
/// <param name="ShareAboveThreshold">Share of band-frames whose ratio is above 0 dB, 0 .. 1.</param>
/// <param name="FramesAboveThreshold">Share of frames with at least one band above 0 dB, 0 .. 1.</param>
public sealed record NoiseToMaskReport(double MeanDb, double MaximumDb, double ShareAboveThreshold, double FramesAboveThreshold);

namespace Earshot.Signals.Resampling;

/// <summary>What a resampler's low-pass filter promises; <see cref="KnownResamplers"/> holds the usual choices.</summary>
/// <remarks>The stop band always begins at the Nyquist frequency of the slower rate, so that nothing folds into the pass band.</remarks>
/// <param name="StopBandDb">Rejection of images and aliases in dB, 30 .. 150; the ripple of the pass band is as small as it.</param>
/// <param name="PassBand">Upper end of the pass band as a fraction of the slower rate's Nyquist frequency, 0.5 .. 0.99.</param>
public sealed record ResamplerQuality(double StopBandDb, double PassBand);

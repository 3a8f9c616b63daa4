namespace Earshot.Signals.Resampling;

/// <summary>What a resampler's low-pass filter promises; <see cref="KnownResamplers"/> holds the usual choices.</summary>
/// <remarks>The stop band always begins at the Nyquist frequency of the slower rate, so that nothing folds into the pass band.</remarks>
/// <param name="StopBandDb">Rejection of images and aliases in dB, 30 .. 150; the ripple of the pass band is as small as it.</param>
/// <param name="PassBand">Upper end of the pass band as a fraction of the slower rate's Nyquist frequency, 0.5 .. 0.99.</param>
public sealed record ResamplerQuality(double StopBandDb, double PassBand)
{
    /// <summary>Throws one exception that lists every problem.</summary>
    /// <param name="quality">The quality to check.</param>
    /// <exception cref="ArgumentException">A property is out of range.</exception>
    internal static void Validate(ResamplerQuality quality)
    {
        string[] problems = [.. quality.Problems()];
        if (problems.Length > 0)
        {
            throw new ArgumentException($"resampler quality: {string.Join("; ", problems)}", nameof(quality));
        }
    }

    /// <summary>One sentence for every property that is out of range.</summary>
    internal IEnumerable<string> Problems()
    {
        // Written so that NaN is a problem.
        if (StopBandDb is not (>= 30 and <= 150))
        {
            yield return $"{nameof(StopBandDb)} is {StopBandDb}, expected 30 .. 150";
        }

        if (PassBand is not (>= 0.5 and <= 0.99))
        {
            yield return $"{nameof(PassBand)} is {PassBand}, expected 0.5 .. 0.99";
        }
    }
}

using System.Globalization;

namespace Earshot.Denoising;

/// <summary>How a denoiser works.</summary>
public sealed class DenoiserOptions
{
    /// <summary>The most by which a band is lowered, in dB; what stays of the noise then sounds like the place it comes from.</summary>
    /// <value>0 .. 100; default 100, which is no limit.</value>
    public double AttenuationLimitDb { get; init; } = 100;

    /// <summary>Whether the stream looks two frames (20 ms) ahead; without it the delay is 10 ms instead of 30, and the quality a little lower.</summary>
    /// <value>Default true.</value>
    public bool LookAhead { get; init; } = true;

    /// <summary>Whether bands that stay noisy are lowered further; it makes speech cleaner to listen to and a little harder to understand.</summary>
    /// <value>Default false.</value>
    public bool Postfilter { get; init; }

    internal int LookAheadHops => LookAhead ? 2 : 0;

    /// <summary>Checks all values.</summary>
    /// <param name="parameterName">Name of the argument, for the message.</param>
    /// <exception cref="ArgumentException">Lists every value that is out of range.</exception>
    internal void Validate(string parameterName)
    {
        if (!(AttenuationLimitDb is >= 0 and <= 100))
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"{nameof(AttenuationLimitDb)} is {AttenuationLimitDb}; it should be 0 .. 100"), parameterName);
        }
    }
}

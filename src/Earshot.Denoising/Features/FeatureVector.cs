// What the network sees of a frame, the same in training and in use (Valin et al. 2020, section 6): 34 energies of the newest window, that is
// L hops ahead; 34 pitch coherences, the pitch period and its correlation, of the frame that leaves the look-ahead. Deviations: energies are
// logarithms; the look-ahead itself is a feature, so that one model serves streams with and without it.
using Earshot.Denoising.SignalPath;

namespace Earshot.Denoising.Features;

/// <summary>Turns a frame into the network's input.</summary>
internal static class FeatureVector
{
    /// <summary>Numbers in a vector.</summary>
    public const int Length = (2 * PathFormat.BandCount) + 3;

    private const double Floor = 1e-11; // a power of a bin; about -80 dBFS of white noise over the whole band

    /// <summary>Writes the features of a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="lookAhead">Hops of look-ahead.</param>
    /// <param name="features">Receives <see cref="Length"/> numbers, most of them within -2 .. 2.</param>
    public static void Write(PathFrame frame, int sampleRate, int lookAhead, Span<float> features)
    {
        for (int b = 0; b < PathFormat.BandCount; b++)
        {
            features[b] = (float)(0.5 * (Math.Log10(frame.NewestEnergies[b] + Floor) + 7));
            features[PathFormat.BandCount + b] = frame.Coherences[b];
        }

        Span<float> rest = features[(2 * PathFormat.BandCount)..];
        rest[0] = (float)Math.Log2(frame.Period / (0.004 * sampleRate));
        rest[1] = frame.Correlation;
        rest[2] = 0.5f * lookAhead;
    }
}

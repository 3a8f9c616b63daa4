// Ideal gains and strengths from clean speech (Valin et al. 2020, sections 3 and 4). The clean signal is comb-filtered with the period that the
// tracker found in the noisy one: where the tracker errs, the clean coherence is low as well, so the target tells the network not to filter.
using Earshot.Denoising.SignalPath;

namespace Earshot.Denoising.Features;

/// <summary>Analyses a noisy signal beside its clean speech.</summary>
internal sealed class IdealAnalysis
{
    // Bands of the noisy signal below this power of a bin hold nothing worth learning: about -95 dBFS of white noise.
    private const float SilentEnergy = 3e-13f;

    private readonly CombAnalyzer _noisy;
    private readonly CombAnalyzer _clean;
    private readonly PitchTracker _tracker;
    private readonly bool _pitchFromClean;

    /// <summary>Creates the analysis, both signals silent.</summary>
    /// <param name="format">The geometry.</param>
    /// <param name="lookAhead">Hops of look-ahead, 0 or more.</param>
    /// <param name="pitchFromClean">Whether the pitch is tracked in the clean signal, as an oracle may, instead of the noisy one.</param>
    public IdealAnalysis(PathFormat format, int lookAhead, bool pitchFromClean = false)
    {
        Format = format;
        _noisy = new CombAnalyzer(format, lookAhead);
        _clean = new CombAnalyzer(format, lookAhead);
        _tracker = new PitchTracker(format, lookAhead);
        _pitchFromClean = pitchFromClean;
        Noisy = new PathFrame(format);
        Clean = new PathFrame(format);
    }

    /// <summary>The geometry.</summary>
    public PathFormat Format { get; }

    /// <summary>The noisy frame that left the look-ahead last.</summary>
    public PathFrame Noisy { get; }

    /// <summary>The clean frame of the same time.</summary>
    public PathFrame Clean { get; }

    /// <summary>Ideal band gains without the comb filter, 0 .. 1.</summary>
    public float[] Gains { get; } = new float[PathFormat.BandCount];

    /// <summary>Ideal band gains beside the strengths, 0 .. 1.</summary>
    public float[] CombGains { get; } = new float[PathFormat.BandCount];

    /// <summary>Ideal filtering strengths, 0 .. 1.</summary>
    public float[] Strengths { get; } = new float[PathFormat.BandCount];

    /// <summary>1 for bands that tell something, 0 for empty ones.</summary>
    public float[] Weights { get; } = new float[PathFormat.BandCount];

    /// <summary>Takes the next hop of both signals.</summary>
    /// <param name="noisyHop">HopLength samples.</param>
    /// <param name="cleanHop">The clean speech in them.</param>
    public void Push(ReadOnlySpan<float> noisyHop, ReadOnlySpan<float> cleanHop)
    {
        _noisy.Push(noisyHop, Noisy);
        _clean.Push(cleanHop, Clean);
        (Noisy.Period, Noisy.Correlation) = _pitchFromClean ? _tracker.Track(cleanHop, _clean) : _tracker.Track(noisyHop, _noisy);
        _noisy.Comb(Noisy.Period, Noisy);
        _clean.Comb(Noisy.Period, Clean);
        for (int b = 0; b < PathFormat.BandCount; b++)
        {
            bool hasSound = Noisy.Energies[b] > SilentEnergy;
            double ratio = hasSound ? (double)Clean.Energies[b] / Noisy.Energies[b] : 0;
            Weights[b] = hasSound ? 1 : 0;
            Gains[b] = (float)Math.Sqrt(Math.Min(1, ratio));
            (double strength, double attenuation) = hasSound && Clean.Energies[b] > SilentEnergy
                ? FilteringStrength.Ideal(Noisy.Coherences[b], Clean.Coherences[b], Noisy.TapPower)
                : (0, 1);
            Strengths[b] = (float)strength;
            CombGains[b] = (float)(Gains[b] * attenuation);
        }
    }
}

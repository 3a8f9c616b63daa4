// The signal path with true gains and strengths in place of a network's (Valin et al. 2020, section 3 and figure 2): what the representation
// itself can reach, before any network exists.
using Earshot.Corpora.Mixing;
using Earshot.Denoising.Features;
using Earshot.Denoising.SignalPath;
using Earshot.Signals;

namespace Earshot.Denoising.Evaluation;

/// <summary>Suppresses noise with knowledge of the clean speech.</summary>
internal static class OraclePath
{
    /// <summary>Processes a mixture.</summary>
    /// <param name="mixture">Noisy and clean speech.</param>
    /// <param name="step">What the oracle applies.</param>
    /// <param name="pitchFromClean">Whether the pitch too is the truth, tracked in the clean speech.</param>
    /// <param name="lookAhead">Hops of look-ahead.</param>
    /// <returns>The result, aligned with the input.</returns>
    public static AudioBuffer Run(SpeechMixture mixture, OracleStep step, bool pitchFromClean = false, int lookAhead = 2)
    {
        PathFormat format = PathFormat.For(mixture.Noisy.SampleRate);
        int hop = format.HopLength;
        int delay = (lookAhead + 1) * hop;
        var analysis = new IdealAnalysis(format, lookAhead, pitchFromClean);
        var synthesizer = new PathSynthesizer(format);
        var none = new float[PathFormat.BandCount];
        var noisy = new float[mixture.Noisy.Length + delay + hop];
        var clean = new float[noisy.Length];
        mixture.Noisy.Samples.CopyTo(noisy);
        mixture.Clean.Samples.CopyTo(clean);
        var output = new float[noisy.Length];
        for (int start = 0; start + hop <= noisy.Length; start += hop)
        {
            analysis.Push(noisy.AsSpan(start, hop), clean.AsSpan(start, hop));
            Span<float> target = output.AsSpan(start, hop);
            switch (step)
            {
                case OracleStep.BinMagnitudes:
                    TakeMagnitudes(analysis.Noisy, analysis.Clean);
                    synthesizer.Overlap(analysis.Noisy.Real, analysis.Noisy.Imaginary, target);
                    break;
                case OracleStep.BandGains:
                    synthesizer.Synthesize(analysis.Noisy, analysis.Gains, none, target);
                    break;
                case OracleStep.BandGainsAndComb:
                    synthesizer.Synthesize(analysis.Noisy, analysis.CombGains, analysis.Strengths, target);
                    break;
                default:
                    EnvelopePostfilter.Apply(analysis.CombGains.AsSpan(0, format.ActiveBandCount), analysis.Noisy.Energies.AsSpan(0, format.ActiveBandCount));
                    synthesizer.Synthesize(analysis.Noisy, analysis.CombGains, analysis.Strengths, target);
                    break;
            }
        }

        return new AudioBuffer(format.SampleRate, output.AsSpan(delay, mixture.Noisy.Length));
    }

    // As band gains, bin gains are at most 1.
    private static void TakeMagnitudes(PathFrame noisy, PathFrame clean)
    {
        for (int k = 0; k < noisy.Real.Length; k++)
        {
            double wanted = Math.Sqrt((clean.Real[k] * clean.Real[k]) + (clean.Imaginary[k] * clean.Imaginary[k]));
            double had = Math.Sqrt((noisy.Real[k] * noisy.Real[k]) + (noisy.Imaginary[k] * noisy.Imaginary[k]));
            float gain = had > 0 ? (float)Math.Min(1, wanted / had) : 0;
            noisy.Real[k] *= gain;
            noisy.Imaginary[k] *= gain;
        }
    }
}

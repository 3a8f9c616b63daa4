using Earshot.Signals;
using Earshot.Signals.Measures;

namespace Earshot.Watermarking.Evaluation;

/// <summary>What a mark does to the sound of one clip.</summary>
/// <param name="Class">Host class.</param>
/// <param name="LoudnessChange">Absolute change of integrated loudness in LU.</param>
/// <param name="SnrDb">Programme against the difference, whole clip.</param>
/// <param name="NoiseToMaskDb">Mean noise-to-mask ratio.</param>
/// <param name="ShareAboveMask">Share of band-frames above the masking threshold.</param>
/// <param name="Score">Score of the detector on the unchanged clip.</param>
internal sealed record QualityFigures(
    string Class, double LoudnessChange, double SnrDb, double NoiseToMaskDb, double ShareAboveMask, double Score)
{
    /// <summary>Measures one marked clip.</summary>
    public static QualityFigures Measure(string hostClass, AudioBuffer host, AudioBuffer marked, double score)
    {
        double signal = 0;
        double noise = 0;
        for (int n = 0; n < host.Samples.Length; n++)
        {
            double d = marked.Samples[n] - host.Samples[n];
            signal += host.Samples[n] * (double)host.Samples[n];
            noise += d * d;
        }

        NoiseToMaskReport mask = NoiseToMaskRatio.Measure(host, marked);
        double before = Loudness.Measure(host).IntegratedLufs;
        double after = Loudness.Measure(marked).IntegratedLufs;
        return new QualityFigures(
            hostClass, Math.Abs(after - before), 10 * Math.Log10(signal / Math.Max(noise, 1e-20)), mask.MeanDb, mask.ShareAboveThreshold, score);
    }
}

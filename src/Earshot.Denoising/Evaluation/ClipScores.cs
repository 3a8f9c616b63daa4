using Earshot.Signals;
using Earshot.Signals.Measures;

namespace Earshot.Denoising.Evaluation;

/// <summary>The measures of one processed clip against its clean speech.</summary>
/// <param name="SiSdrDb">Scale-invariant signal-to-distortion ratio.</param>
/// <param name="Stoi">Short-time objective intelligibility, 0 .. 1.</param>
/// <param name="SegmentalSnrDb">Segmental signal-to-noise ratio.</param>
/// <param name="LogSpectralDistanceDb">Log-spectral distance; less is better.</param>
/// <param name="NoiseToMaskDb">Noise-to-mask ratio, the perceptual measure of the house; less is better.</param>
internal sealed record ClipScores(double SiSdrDb, double Stoi, double SegmentalSnrDb, double LogSpectralDistanceDb, double NoiseToMaskDb)
{
    /// <summary>Measures a clip.</summary>
    /// <param name="clean">The clean speech.</param>
    /// <param name="processed">What is judged, aligned with it.</param>
    public static ClipScores Measure(AudioBuffer clean, AudioBuffer processed)
    {
        ReadOnlySpan<float> reference = clean.Channel(0);
        ReadOnlySpan<float> judged = processed.Channel(0);
        return new ClipScores(
            SiSdr.Measure(reference, judged),
            Signals.Measures.Stoi.Measure(reference, judged, clean.SampleRate),
            SignalToNoiseRatio.Segmental(reference, judged, clean.SampleRate),
            LogSpectralDistance.Measure(reference, judged, clean.SampleRate),
            NoiseToMaskRatio.Measure(clean, processed).MeanDb);
    }
}

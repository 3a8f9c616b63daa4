using Earshot.Signals;
using Earshot.Signals.Measures;

namespace Earshot.Watermarking.Evaluation;

/// <summary>What a mark does to the sound of one clip.</summary>
/// <param name="Class">Host class.</param>
/// <param name="LoudnessChange">Absolute change of integrated loudness in LU.</param>
/// <param name="SnrDb">Programme against the difference, whole clip.</param>
/// <param name="NoiseToMaskDb">Mean noise-to-mask ratio.</param>
/// <param name="ShareAboveMask">Share of band-frames above the masking threshold.</param>
/// <param name="LeakageDb">Highest power density of the difference 250 Hz or more outside the band, against the mean inside.</param>
/// <param name="Score">Score of the detector on the unchanged clip.</param>
internal sealed record QualityFigures(
    string Class, double LoudnessChange, double SnrDb, double NoiseToMaskDb, double ShareAboveMask, double LeakageDb, double Score)
{
    /// <summary>How far from the band leakage is judged, in Hz.</summary>
    private const double EdgeHz = 250;

    /// <summary>Measures one marked clip.</summary>
    /// <param name="hostClass">Host class.</param>
    /// <param name="host">The clip before.</param>
    /// <param name="result">The clip after.</param>
    /// <param name="bands">Sub-bands that the mark occupies.</param>
    /// <param name="score">Score of the detector on the marked clip.</param>
    public static QualityFigures Measure(string hostClass, AudioBuffer host, EmbedResult result, MarkBands bands, double score)
    {
        AudioBuffer marked = result.Programme;
        double signal = 0;
        double noise = 0;
        var difference = new float[host.Length];
        for (int n = 0; n < host.Samples.Length; n++)
        {
            double d = marked.Samples[n] - host.Samples[n];
            signal += host.Samples[n] * (double)host.Samples[n];
            noise += d * d;
            difference[n] = (float)d;
        }

        NoiseToMaskReport mask = NoiseToMaskRatio.Measure(host, marked);
        double before = Loudness.Measure(host).IntegratedLufs;
        double after = Loudness.Measure(marked).IntegratedLufs;
        return new QualityFigures(
            hostClass, Math.Abs(after - before), 10 * Math.Log10(signal / Math.Max(noise, 1e-20)), mask.MeanDb, mask.ShareAboveThreshold,
            Leakage(difference, host.SampleRate, bands), score);
    }

    private static double Leakage(ReadOnlySpan<float> difference, int sampleRate, MarkBands bands)
    {
        double low = bands == MarkBands.HighPair ? MarkFormat.LowestHz + MarkFormat.BandWidthHz : MarkFormat.LowestHz;
        double high = bands == MarkBands.LowPair ? MarkFormat.LowestHz + (2 * MarkFormat.BandWidthHz) : MarkFormat.LowestHz + (3 * MarkFormat.BandWidthHz);
        var spectrum = new MeanSpectrum(difference, sampleRate);
        double outside = Math.Max(spectrum.Peak(0, low - EdgeHz), spectrum.Peak(high + EdgeHz, sampleRate / 2.0));
        return 10 * Math.Log10(Math.Max(outside, 1e-20) / Math.Max(spectrum.Density(low, high), 1e-20));
    }
}

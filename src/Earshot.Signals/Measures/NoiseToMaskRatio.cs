namespace Earshot.Signals.Measures;

/// <summary>Noise-to-mask ratio of a processed signal: what was changed, against what the original masks.</summary>
/// <remarks>
/// After the measure of the same name in ITU-R BS.1387 (Brandenburg 1987), on <see cref="MaskingModel"/>. A declared proxy for
/// audibility, not PEAQ: other bands, another ear model, no mapping to a grade. Noise is the plain difference, so a change that keeps the
/// energy (a substitution of noise by noise) reads worse than it sounds.
/// </remarks>
public static class NoiseToMaskRatio
{
    /// <summary>The ratio over all bands, all channels.</summary>
    /// <param name="original">The original, 8000 Hz or more.</param>
    /// <param name="processed">As many samples and channels at the same rate, aligned.</param>
    /// <param name="options">Settings of the masking model; null for the defaults.</param>
    /// <exception cref="ArgumentException">The two differ in rate, channels or length.</exception>
    public static NoiseToMaskReport Measure(AudioBuffer original, AudioBuffer processed, MaskingOptions? options = null) =>
        Measure(original, processed, lowHz: 0, highHz: original.SampleRate / 2.0, options);

    /// <summary>The ratio over the bands that touch a frequency range, so that a narrow change is not diluted by untouched bands.</summary>
    /// <param name="original">The original, 8000 Hz or more.</param>
    /// <param name="processed">As many samples and channels at the same rate, aligned.</param>
    /// <param name="lowHz">Lower end of the range, 0 or more.</param>
    /// <param name="highHz">Upper end of the range, at most half the sample rate.</param>
    /// <param name="options">Settings of the masking model; null for the defaults.</param>
    /// <exception cref="ArgumentException">The two differ in rate, channels or length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range is empty or not within 0 .. half the rate.</exception>
    public static NoiseToMaskReport Measure(
        AudioBuffer original, AudioBuffer processed, double lowHz, double highHz, MaskingOptions? options = null)
    {
        if (processed.SampleRate != original.SampleRate || processed.ChannelCount != original.ChannelCount || processed.Length != original.Length)
        {
            throw new ArgumentException(
                $"{processed.ChannelCount} x {processed.Length} samples at {processed.SampleRate} Hz are compared with "
                + $"{original.ChannelCount} x {original.Length} at {original.SampleRate} Hz",
                nameof(processed));
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(lowHz, highHz);
        var model = new MaskingModel(original.SampleRate, options);
        var tally = new NoiseToMaskTally(model.BandAt(lowHz), model.BandAt(highHz));
        var frame = new float[model.FrameLength];
        var noise = new float[model.BandCount];
        var difference = new float[original.Length];
        var meter = new MaskingAnalyzer(model);
        for (int c = 0; c < original.ChannelCount; c++)
        {
            MaskingPattern pattern = model.Analyze(original.Channel(c));
            System.Numerics.Tensors.TensorPrimitives.Subtract<float>(processed.Channel(c), original.Channel(c), difference);
            for (int t = 0; t < pattern.FrameCount; t++)
            {
                model.CutFrame(difference, t, frame);
                meter.Measure(frame, noise);
                tally.Add(noise, pattern.Threshold(t));
            }
        }

        return tally.Report();
    }
}

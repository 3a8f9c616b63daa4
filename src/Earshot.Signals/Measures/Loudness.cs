namespace Earshot.Signals.Measures;

/// <summary>Loudness of whole recordings, by <see cref="LoudnessMeter"/> and <see cref="TruePeakMeter"/>.</summary>
/// <remarks>ITU-R BS.1770-4, EBU Tech 3341 and 3342.</remarks>
public static class Loudness
{
    /// <summary>All figures of a recording.</summary>
    /// <param name="audio">The recording, 4000 Hz or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The sample rate is below 4000 Hz.</exception>
    public static LoudnessReport Measure(AudioBuffer audio)
    {
        LoudnessMeter meter = Fill(audio);
        return new LoudnessReport(
            meter.IntegratedLufs,
            meter.RangeLu,
            meter.MaximumMomentaryLufs,
            meter.MaximumShortTermLufs,
            Decibels.FromAmplitude(TruePeak.Measure(audio)));
    }

    /// <summary>The gated integrated loudness of a recording, LUFS; negative infinity when nothing is above -70 LUFS.</summary>
    /// <param name="audio">The recording, 4000 Hz or more; less than 400 ms has no loudness.</param>
    /// <exception cref="ArgumentOutOfRangeException">The sample rate is below 4000 Hz.</exception>
    public static double Integrated(AudioBuffer audio) => Fill(audio).IntegratedLufs;

    private static LoudnessMeter Fill(AudioBuffer audio)
    {
        var meter = new LoudnessMeter(audio.SampleRate, audio.ChannelCount);
        meter.Accept(audio.Samples);
        return meter;
    }
}

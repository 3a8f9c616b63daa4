namespace Earshot.Signals.Measures;

/// <summary>True peak of whole recordings, by <see cref="TruePeakMeter"/> (ITU-R BS.1770-4, annex 2).</summary>
public static class TruePeak
{
    /// <summary>The true peak of one channel.</summary>
    /// <param name="samples">The samples; silence surrounds them.</param>
    /// <param name="sampleRate">Samples per second, 1 or more.</param>
    /// <returns>Linear, 1 = full scale; <see cref="Decibels.FromAmplitude"/> gives dBTP.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sampleRate"/> is less than 1.</exception>
    public static float Measure(ReadOnlySpan<float> samples, int sampleRate)
    {
        var meter = new TruePeakMeter(sampleRate);
        meter.Accept(samples);
        meter.Complete();
        return meter.Peak;
    }

    /// <summary>The highest true peak over the channels of a recording.</summary>
    /// <param name="audio">The recording.</param>
    /// <returns>Linear, 1 = full scale; <see cref="Decibels.FromAmplitude"/> gives dBTP.</returns>
    public static float Measure(AudioBuffer audio)
    {
        float peak = 0;
        for (int c = 0; c < audio.ChannelCount; c++)
        {
            peak = Math.Max(peak, Measure(audio.Channel(c), audio.SampleRate));
        }

        return peak;
    }
}

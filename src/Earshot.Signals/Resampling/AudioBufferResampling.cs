namespace Earshot.Signals.Resampling;

/// <summary>Resampling of whole recordings.</summary>
public static class AudioBufferResampling
{
    /// <summary>A copy at another rate, all channels, time aligned with the original.</summary>
    /// <param name="buffer">The recording.</param>
    /// <param name="sampleRate">Samples per second of the copy, 1 .. 4 000 000.</param>
    /// <param name="options">Quality, skew and delay; null for the defaults.</param>
    /// <returns>A buffer of round(Length sampleRate / buffer.SampleRate) samples per channel, changed by skew and delay if asked.</returns>
    /// <exception cref="ArgumentException">A rate or an option is out of range.</exception>
    public static AudioBuffer Resample(this AudioBuffer buffer, int sampleRate, ResamplerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        var resampler = new Resampler(buffer.SampleRate, sampleRate, options);
        float[] first = resampler.Convert(buffer.Channel(0));
        var result = new AudioBuffer(sampleRate, buffer.ChannelCount, first.Length);
        first.CopyTo(result.Channel(0));
        for (int c = 1; c < buffer.ChannelCount; c++)
        {
            resampler.Convert(buffer.Channel(c)).CopyTo(result.Channel(c));
        }

        return result;
    }
}

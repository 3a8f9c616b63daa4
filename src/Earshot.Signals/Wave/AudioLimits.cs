namespace Earshot.Signals.Wave;

/// <summary>What a file may say about itself before it is taken for broken or hostile.</summary>
/// <remarks>
/// The limits guard the reader's memory and everything behind it: a rate of 1 Hz would make a small file 48,000 times longer when
/// it is resampled to 48 kHz.
/// </remarks>
public static class AudioLimits
{
    /// <summary>Lowest rate, 100 Hz: seismometers and biosignals are below audio but still meet it.</summary>
    public const int MinSampleRate = 100;

    /// <summary>Highest rate, 10 MHz: above every audio, ultrasound and common software-radio recording.</summary>
    public const int MaxSampleRate = 10_000_000;

    /// <summary>Most channels, 256: ambisonics of order 15.</summary>
    public const int MaxChannelCount = 256;

    /// <summary>Checks a rate and a channel count that a caller gives.</summary>
    /// <param name="sampleRate">Samples per second and channel.</param>
    /// <param name="channelCount">Number of channels.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is outside the limits.</exception>
    public static void ThrowIfOutside(int sampleRate, int channelCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, MinSampleRate);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sampleRate, MaxSampleRate);
        ArgumentOutOfRangeException.ThrowIfLessThan(channelCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channelCount, MaxChannelCount);
    }
}

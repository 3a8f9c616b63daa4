namespace Earshot.Signals.Wave;

/// <summary>Moves samples between the interleaved order of files and the planar order of <see cref="AudioBuffer"/>.</summary>
public static class Interleaving
{
    /// <summary>Takes one channel out of an interleaved block.</summary>
    /// <param name="interleaved"><c>[sample][channel]</c>.</param>
    /// <param name="channel">Which channel, from 0.</param>
    /// <param name="channelCount">Number of channels in the block.</param>
    /// <param name="target">Where its samples go, in order; as many as it has room for.</param>
    /// <exception cref="ArgumentException">The block is too short.</exception>
    public static void Extract(ReadOnlySpan<float> interleaved, int channel, int channelCount, Span<float> target)
    {
        ThrowIfOutside(interleaved.Length, channel, channelCount, target.Length);
        if (channelCount == 1)
        {
            interleaved[..target.Length].CopyTo(target);
            return;
        }

        for (int n = 0, i = channel; n < target.Length; n++, i += channelCount)
        {
            target[n] = interleaved[i];
        }
    }

    /// <summary>Puts one channel into an interleaved block.</summary>
    /// <param name="source">The samples of the channel.</param>
    /// <param name="channel">Which channel, from 0.</param>
    /// <param name="channelCount">Number of channels in the block.</param>
    /// <param name="interleaved"><c>[sample][channel]</c>; other channels are left alone.</param>
    /// <exception cref="ArgumentException">The block is too short.</exception>
    public static void Insert(ReadOnlySpan<float> source, int channel, int channelCount, Span<float> interleaved)
    {
        ThrowIfOutside(interleaved.Length, channel, channelCount, source.Length);
        if (channelCount == 1)
        {
            source.CopyTo(interleaved);
            return;
        }

        for (int n = 0, i = channel; n < source.Length; n++, i += channelCount)
        {
            interleaved[i] = source[n];
        }
    }

    private static void ThrowIfOutside(int interleavedLength, int channel, int channelCount, int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channelCount, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(channel);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(channel, channelCount);
        if (interleavedLength < (long)length * channelCount)
        {
            throw new ArgumentException(
                $"{interleavedLength} interleaved values do not hold {length} samples of {channelCount} channels", nameof(interleavedLength));
        }
    }
}

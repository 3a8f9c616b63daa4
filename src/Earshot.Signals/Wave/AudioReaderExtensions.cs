namespace Earshot.Signals.Wave;

/// <summary>What can be done with every <see cref="IAudioReader"/>.</summary>
public static class AudioReaderExtensions
{
    private const int BlockSamples = 1 << 14;

    /// <summary>Reads all that is left into memory.</summary>
    /// <param name="reader">The source.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>A buffer with the reader's rate and channels; memory grows with what really arrives, not with what a header says.</returns>
    /// <exception cref="AudioFormatException">The content is broken, or has more than 2^31 - 1 samples over all channels.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static AudioBuffer ReadToEnd(this IAudioReader reader, CancellationToken cancellationToken = default)
    {
        int channels = reader.ChannelCount;
        var blocks = new List<(float[] Interleaved, int Count)>();
        long length = 0;
        var block = new float[Math.Max(1, BlockSamples / channels) * channels]; // [sample][channel]
        int filled = 0;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = reader.Read(block.AsSpan(filled));
            filled += count * channels;
            length += count;
            if (length * channels > Array.MaxLength)
            {
                throw new AudioFormatException(
                    $"more than {Array.MaxLength / channels / (double)reader.SampleRate / 60:F0} minutes of {channels} channels at {reader.SampleRate} Hz do not fit into one buffer; read it block by block");
            }

            if (filled == block.Length || count == 0)
            {
                blocks.Add((block, filled / channels));
                block = count == 0 ? block : new float[block.Length];
                filled = 0;
            }

            if (count == 0)
            {
                return Deinterleave(reader, blocks, (int)length);
            }
        }
    }

    private static AudioBuffer Deinterleave(IAudioReader reader, List<(float[] Interleaved, int Count)> blocks, int length)
    {
        var buffer = new AudioBuffer(reader.SampleRate, reader.ChannelCount, length);
        for (int c = 0; c < reader.ChannelCount; c++)
        {
            Span<float> target = buffer.Channel(c);
            foreach ((float[] interleaved, int count) in blocks)
            {
                Interleaving.Extract(interleaved, c, reader.ChannelCount, target[..count]);
                target = target[count..];
            }
        }

        return buffer;
    }
}

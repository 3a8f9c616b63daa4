namespace Earshot.Signals.Wave;

/// <summary>Whole WAV files to and from memory.</summary>
public static class WavFile
{
    private const int BlockSamples = 1 << 14;

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="nonFinite">What to do with samples that are not finite.</param>
    /// <exception cref="AudioFormatException">The path is a folder, or the file is no WAV file, broken, or of a kind that is not read.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static AudioBuffer Read(string path, NonFiniteSamples nonFinite = NonFiniteSamples.Refuse)
    {
        using var reader = new WavReader(path, nonFinite);
        return reader.ReadToEnd();
    }

    /// <summary>Writes a whole file; it appears only when it is complete.</summary>
    /// <param name="path">Where.</param>
    /// <param name="buffer">The samples; those that are not finite are written as 0.</param>
    /// <param name="format">How samples are stored.</param>
    /// <param name="ditherSeed">Seed of triangular dither for 8, 16 and 24-bit integers; null rounds without dither.</param>
    /// <exception cref="ArgumentException">The buffer's rate or channel count is outside <see cref="AudioLimits"/>.</exception>
    /// <exception cref="IOException">The path is a folder, or cannot be written.</exception>
    public static void Write(string path, AudioBuffer buffer, WavSampleFormat format = WavSampleFormat.Float32, ulong? ditherSeed = null)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        var options = new WavWriterOptions { SampleFormat = format, DitherSeed = ditherSeed, ExpectedLength = buffer.Length };
        using var writer = new WavWriter(path, buffer.SampleRate, buffer.ChannelCount, options);
        writer.Write(buffer);
        writer.Complete();
    }

    /// <summary>Writes a whole WAV file to a stream, which stays open.</summary>
    /// <param name="stream">The stream; it need not seek.</param>
    /// <param name="buffer">The samples; those that are not finite are written as 0.</param>
    /// <param name="format">How samples are stored.</param>
    /// <param name="ditherSeed">Seed of triangular dither for 8, 16 and 24-bit integers; null rounds without dither.</param>
    /// <exception cref="ArgumentException">The buffer's rate or channel count is outside <see cref="AudioLimits"/>.</exception>
    public static void Write(Stream stream, AudioBuffer buffer, WavSampleFormat format = WavSampleFormat.Float32, ulong? ditherSeed = null)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        var options = new WavWriterOptions { SampleFormat = format, DitherSeed = ditherSeed, ExpectedLength = buffer.Length };
        using var writer = new WavWriter(stream, buffer.SampleRate, buffer.ChannelCount, options, leaveOpen: true);
        writer.Write(buffer);
        writer.Complete();
    }

    /// <summary>Appends a whole buffer to any writer.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="buffer">The samples, with the writer's rate and channel count.</param>
    /// <exception cref="ArgumentException">Rate or channel count differ.</exception>
    public static void Write(this IAudioWriter writer, AudioBuffer buffer)
    {
        if (buffer.SampleRate != writer.SampleRate || buffer.ChannelCount != writer.ChannelCount)
        {
            throw new ArgumentException(
                $"{buffer.ChannelCount} channels at {buffer.SampleRate} Hz do not go into a file of {writer.ChannelCount} channels at {writer.SampleRate} Hz", nameof(buffer));
        }

        int channels = buffer.ChannelCount;
        var block = new float[Math.Min(BlockSamples, Math.Max(1, buffer.Length)) * channels]; // [sample][channel]
        for (int start = 0; start < buffer.Length; start += BlockSamples)
        {
            int count = Math.Min(BlockSamples, buffer.Length - start);
            for (int c = 0; c < channels; c++)
            {
                Interleaving.Insert(buffer.Channel(c).Slice(start, count), c, channels, block);
            }

            writer.Write(block.AsSpan(0, count * channels));
        }
    }
}

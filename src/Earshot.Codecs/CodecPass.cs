using System.Globalization;
using Earshot.Signals;
using Earshot.Signals.Wave;

namespace Earshot.Codecs;

/// <summary>Sends audio through a lossy codec and back, to see what survives.</summary>
/// <remarks>
/// Two runs of ffmpeg with a file between them, because MP3 and MP4 note the encoder's delay in a header that is written last; with
/// it the decoder removes the delay, and what comes back is aligned with what went in. Decoders that ignore the note would leave
/// 1105 samples for LAME and 1024 for AAC. The result has the length of the input: a missing end is silence, a surplus one is cut.
/// </remarks>
public static class CodecPass
{
    /// <summary>Encodes and decodes.</summary>
    /// <param name="buffer">The audio; its rate is kept, also where the codec works at another one.</param>
    /// <param name="format">MP3, AAC, Opus or Vorbis.</param>
    /// <param name="bitsPerSecond">Bit rate of all channels together, such as 64,000.</param>
    /// <param name="cancellationToken">Ends the programs.</param>
    /// <returns>A buffer of the same rate, channel count and length.</returns>
    /// <exception cref="ArgumentException">The format is not lossy, the bit rate is below 1, or the buffer has more than 8 channels.</exception>
    /// <exception cref="NativeLibraryException">ffmpeg is not installed.</exception>
    /// <exception cref="IOException">ffmpeg failed, as with a bit rate that the codec does not have.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static AudioBuffer Apply(AudioBuffer buffer, CodecFormat format, int bitsPerSecond, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        ArgumentOutOfRangeException.ThrowIfLessThan(bitsPerSecond, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(buffer.ChannelCount, 8, nameof(buffer));
        (string encoder, string container) = format switch
        {
            CodecFormat.Mp3 => ("libmp3lame", "mp3"),
            CodecFormat.Aac => ("aac", "ipod"),
            CodecFormat.Opus => ("libopus", "ogg"),
            CodecFormat.Vorbis => ("libvorbis", "ogg"),
            _ => throw new ArgumentException($"{format} loses nothing; MP3, AAC, Opus or Vorbis is expected", nameof(format)),
        };
        FfmpegProgram ffmpeg = FfmpegProgram.Require($"to pass audio through {format}");
        string[] raw = ["-f", "f32le", "-ar", Number(buffer.SampleRate), "-ac", Number(buffer.ChannelCount)];
        string encoded = Path.Combine(Path.GetTempPath(), $"earshot-{Path.GetRandomFileName()}");
        try
        {
            ffmpeg.Run(
                [.. raw, "-i", "pipe:0", "-c:a", encoder, "-b:a", Number(bitsPerSecond), "-f", container, encoded],
                input => WriteSamples(input, buffer),
                output => output.ReadByte(),
                cancellationToken);
            AudioBuffer decoded = ffmpeg.Run(
                ["-i", encoded, .. raw, "pipe:1"],
                _ => { },
                output => ReadSamples(output, buffer),
                cancellationToken);
            return FitLength(decoded, buffer.Length);
        }
        finally
        {
            File.Delete(encoded);
        }
    }

    private static void WriteSamples(Stream stream, AudioBuffer buffer)
    {
        using var writer = new RawFloatWriter(stream, buffer.SampleRate, buffer.ChannelCount, leaveOpen: true);
        writer.Write(buffer);
        writer.Complete();
    }

    private static AudioBuffer ReadSamples(Stream stream, AudioBuffer like)
    {
        using var reader = new RawFloatReader(stream, like.SampleRate, like.ChannelCount, "ffmpeg", leaveOpen: true);
        return reader.ReadToEnd();
    }

    private static AudioBuffer FitLength(AudioBuffer buffer, int length)
    {
        var fitted = new AudioBuffer(buffer.SampleRate, buffer.ChannelCount, length);
        int count = Math.Min(length, buffer.Length);
        for (int c = 0; c < buffer.ChannelCount; c++)
        {
            buffer.Channel(c)[..count].CopyTo(fitted.Channel(c));
        }

        return fitted;
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}

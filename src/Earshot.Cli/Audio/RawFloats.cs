using System.Buffers.Binary;
using Earshot.Signals;

namespace Earshot.Cli.Audio;

/// <summary>Headerless 32-bit floats, as <c>ffmpeg -f f32le</c> and <c>sox -t f32</c> read them.</summary>
internal static class RawFloats
{
    private const int BlockSamples = 4096;

    /// <summary>Writes a recording.</summary>
    /// <param name="stream">Where it goes; stays open.</param>
    /// <param name="audio">The recording.</param>
    public static void Write(Stream stream, AudioBuffer audio)
    {
        int channels = audio.ChannelCount;
        var block = new byte[BlockSamples * channels * sizeof(float)]; // [sample][channel]
        for (int start = 0; start < audio.Length; start += BlockSamples)
        {
            int length = Math.Min(BlockSamples, audio.Length - start);
            for (int c = 0; c < channels; c++)
            {
                ReadOnlySpan<float> channel = audio.Channel(c).Slice(start, length);
                for (int i = 0; i < length; i++)
                {
                    BinaryPrimitives.WriteSingleLittleEndian(block.AsSpan(((i * channels) + c) * sizeof(float)), channel[i]);
                }
            }

            stream.Write(block.AsSpan(0, length * channels * sizeof(float)));
        }
    }
}

using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Earshot.Signals.Wave;

/// <summary>Turns the bytes of WAV samples into floats, as <see cref="WavSampleFormat"/> states.</summary>
public static class SampleDecoder
{
    /// <summary>Decodes a run of samples.</summary>
    /// <param name="format">How they are stored.</param>
    /// <param name="bytes">As many whole samples as <paramref name="samples"/> has room for.</param>
    /// <param name="samples">Where they go.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer bytes than that, or the format is none.</exception>
    public static void Decode(WavSampleFormat format, ReadOnlySpan<byte> bytes, Span<float> samples)
    {
        bytes = bytes[..(samples.Length * format.BytesPerSample())];
        switch (format)
        {
            case WavSampleFormat.UInt8:
                for (int i = 0; i < samples.Length; i++)
                {
                    samples[i] = (bytes[i] - 128) * (1f / 128);
                }

                break;
            case WavSampleFormat.Int16:
                DecodeInt16(bytes, samples);
                break;
            case WavSampleFormat.Int24:
                for (int i = 0; i < samples.Length; i++)
                {
                    int o = 3 * i;
                    int value = (bytes[o] << 8 | bytes[o + 1] << 16 | bytes[o + 2] << 24) >> 8;
                    samples[i] = value * (1f / (1 << 23));
                }

                break;
            case WavSampleFormat.Int32:
                for (int i = 0; i < samples.Length; i++)
                {
                    samples[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(4 * i)..]) * (1f / (1u << 31));
                }

                break;
            case WavSampleFormat.Float32:
                DecodeFloat32(bytes, samples);
                break;
            default:
                for (int i = 0; i < samples.Length; i++)
                {
                    samples[i] = (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * i)..]);
                }

                break;
        }
    }

    // Lanes: Vector<short>.Count samples at a time, widened to two vectors of floats; the remainder, and big-endian machines,
    // take the scalar twin below. Both are exact.
    private static void DecodeInt16(ReadOnlySpan<byte> bytes, Span<float> samples)
    {
        const float scale = 1f / (1 << 15);
        int i = 0;
        if (BitConverter.IsLittleEndian)
        {
            ReadOnlySpan<short> values = MemoryMarshal.Cast<byte, short>(bytes);
            for (; i + Vector<short>.Count <= samples.Length; i += Vector<short>.Count)
            {
                Vector.Widen(new Vector<short>(values[i..]), out Vector<int> low, out Vector<int> high);
                (Vector.ConvertToSingle(low) * scale).CopyTo(samples[i..]);
                (Vector.ConvertToSingle(high) * scale).CopyTo(samples[(i + Vector<int>.Count)..]);
            }
        }

        for (; i < samples.Length; i++)
        {
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * i)..]) * scale;
        }
    }

    private static void DecodeFloat32(ReadOnlySpan<byte> bytes, Span<float> samples)
    {
        if (BitConverter.IsLittleEndian)
        {
            bytes.CopyTo(MemoryMarshal.AsBytes(samples));
            return;
        }

        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..]);
        }
    }
}

using System.Buffers.Binary;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Earshot.Signals.Randomness;

namespace Earshot.Signals.Wave;

/// <summary>Turns floats into the bytes of WAV samples: scales by 2^(n-1), rounds to nearest, clips; what is not finite becomes 0.</summary>
/// <remarks>
/// Dither, if asked for, is triangular between -1 and 1 steps of the target (Lipshitz, Wannamaker and Vanderkooy, "Quantization and
/// Dither", 1992): it makes the error's mean and variance independent of the signal. Only 8, 16 and 24-bit targets have any use for it.
/// </remarks>
public sealed class SampleEncoder
{
    private readonly WavSampleFormat _format;
    private readonly SeededRandom? _dither;

    /// <summary>Creates an encoder.</summary>
    /// <param name="format">How samples are stored.</param>
    /// <param name="ditherSeed">Seed of the dither; null rounds without.</param>
    public SampleEncoder(WavSampleFormat format, ulong? ditherSeed)
    {
        _format = format;
        bool isDithered = format is WavSampleFormat.UInt8 or WavSampleFormat.Int16 or WavSampleFormat.Int24;
        _dither = ditherSeed is ulong seed && isDithered ? new SeededRandom(seed) : null;
    }

    /// <summary>Encodes a run of samples.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="bytes">Room for all of them.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is less room, or the format is none.</exception>
    public void Encode(ReadOnlySpan<float> samples, Span<byte> bytes)
    {
        bytes = bytes[..(samples.Length * _format.BytesPerSample())];
        switch (_format)
        {
            case WavSampleFormat.UInt8:
                for (int i = 0; i < samples.Length; i++)
                {
                    bytes[i] = (byte)(Quantize(samples[i], 1 << 7) + 128);
                }

                break;
            case WavSampleFormat.Int16:
                EncodeInt16(samples, bytes);
                break;
            case WavSampleFormat.Int24:
                for (int i = 0; i < samples.Length; i++)
                {
                    int value = Quantize(samples[i], 1 << 23);
                    bytes[3 * i] = (byte)value;
                    bytes[(3 * i) + 1] = (byte)(value >> 8);
                    bytes[(3 * i) + 2] = (byte)(value >> 16);
                }

                break;
            case WavSampleFormat.Int32:
                for (int i = 0; i < samples.Length; i++)
                {
                    BinaryPrimitives.WriteInt32LittleEndian(bytes[(4 * i)..], Quantize(samples[i], 1L << 31));
                }

                break;
            case WavSampleFormat.Float32:
                EncodeFloat32(samples, bytes);
                break;
            default:
                for (int i = 0; i < samples.Length; i++)
                {
                    BinaryPrimitives.WriteDoubleLittleEndian(bytes[(8 * i)..], float.IsFinite(samples[i]) ? samples[i] : 0);
                }

                break;
        }
    }

    private int Quantize(float sample, long fullScale)
    {
        if (!float.IsFinite(sample))
        {
            sample = 0;
        }

        // The product with a power of two is exact, also in double.
        double scaled = (double)sample * fullScale;
        if (_dither is not null)
        {
            // The difference of two uniform numbers of 32 bits is triangular in -1 .. 1.
            ulong bits = _dither.NextBits();
            scaled += ((bits >> 32) - (double)(bits & uint.MaxValue)) * (1.0 / (1L << 32));
        }

        return (int)Math.Clamp(Math.Round(scaled), -fullScale, fullScale - 1);
    }

    // Lanes: Vector<short>.Count samples at a time; the remainder, dithered streams and big-endian machines take Quantize, its
    // scalar twin. Bit for bit the same: scaling is exact, and both round ties to even.
    private void EncodeInt16(ReadOnlySpan<float> samples, Span<byte> bytes)
    {
        int i = 0;
        if (_dither is null && BitConverter.IsLittleEndian)
        {
            Span<short> values = MemoryMarshal.Cast<byte, short>(bytes);
            for (; i + Vector<short>.Count <= samples.Length; i += Vector<short>.Count)
            {
                Vector<int> low = ToInt16Range(new Vector<float>(samples[i..]));
                Vector<int> high = ToInt16Range(new Vector<float>(samples[(i + Vector<float>.Count)..]));
                Vector.Narrow(low, high).CopyTo(values[i..]);
            }
        }

        for (; i < samples.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(bytes[(2 * i)..], (short)Quantize(samples[i], 1 << 15));
        }
    }

    private static Vector<int> ToInt16Range(Vector<float> samples)
    {
        Vector<float> finite = Vector.ConditionalSelect(Vector.IsFinite(samples), samples, Vector<float>.Zero);
        Vector<float> rounded = Vector.Round(finite * (1 << 15));
        return Vector.ConvertToInt32(Vector.Min(Vector.Max(rounded, new Vector<float>(-(1 << 15))), new Vector<float>((1 << 15) - 1)));
    }

    private static void EncodeFloat32(ReadOnlySpan<float> samples, Span<byte> bytes)
    {
        if (BitConverter.IsLittleEndian && (samples.IsEmpty || TensorPrimitives.IsFiniteAll(samples)))
        {
            MemoryMarshal.AsBytes(samples).CopyTo(bytes);
            return;
        }

        for (int i = 0; i < samples.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes[(4 * i)..], float.IsFinite(samples[i]) ? samples[i] : 0);
        }
    }
}

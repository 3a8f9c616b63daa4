using System.Buffers.Binary;

namespace Earshot.Signals.Wave;

/// <summary>Lays out the bytes in front of the samples.</summary>
/// <remarks>
/// RIFF/WAVE, then JUNK or ds64 (EBU Tech 3306, section 3), <c>fmt </c>, for floats <c>fact</c>, and the head of <c>data</c>. Extensible
/// where Microsoft asks for it: more than two channels, or integers of more than 16 bits.
/// </remarks>
internal sealed class WavHeaderWriter
{
    private const int Sizes64Size = 28;
    private const uint Unknown = uint.MaxValue;

    private readonly WavFormat _format;
    private readonly bool _reservesSizes64;
    private readonly long _riffLimit;

    /// <summary>Plans a header.</summary>
    /// <param name="format">What it describes.</param>
    /// <param name="reservesSizes64">Leaves room for 64-bit sizes.</param>
    /// <param name="riffLimit">Largest size that a 32-bit field may hold; less than 2^32 - 1 in tests only.</param>
    internal WavHeaderWriter(WavFormat format, bool reservesSizes64, long riffLimit)
    {
        _format = format;
        _reservesSizes64 = reservesSizes64;
        _riffLimit = riffLimit;
        int headerBytes = Build(length: null).Length; // the same for every content
        MaxDataBytes = (reservesSizes64 ? long.MaxValue : riffLimit) - headerBytes;
    }

    /// <summary>Most bytes of samples that this header can describe.</summary>
    internal long MaxDataBytes { get; }

    /// <summary>The bytes before the first sample.</summary>
    /// <param name="length">Samples per channel; null when not known.</param>
    internal byte[] Build(long? length)
    {
        // Sizes count what follows them; the pad byte after odd data counts in the outer one only.
        ulong dataBytes = (ulong)((length ?? 0) * _format.BlockAlign);
        var bytes = new List<byte>(128);
        bytes.AddRange("RIFF\0\0\0\0WAVE"u8);
        if (_reservesSizes64)
        {
            AddChunk(bytes, "JUNK"u8, new byte[Sizes64Size]);
        }

        AddChunk(bytes, "fmt "u8, BuildFormat());
        if (_format.SampleFormat.IsFloat())
        {
            AddChunk(bytes, "fact"u8, Little32((uint)Math.Min(length ?? Unknown, Unknown)));
        }

        AddChunk(bytes, "data"u8, []);
        byte[] header = bytes.ToArray();
        ulong riffBytes = (ulong)header.Length - 8 + dataBytes + (dataBytes & 1);
        if (length is null)
        {
            PutSizes(header, Unknown, Unknown);
        }
        else if (riffBytes < (ulong)_riffLimit)
        {
            PutSizes(header, (uint)riffBytes, (uint)dataBytes);
        }
        else
        {
            "RF64"u8.CopyTo(header);
            "ds64"u8.CopyTo(header.AsSpan(12));
            BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(20), riffBytes);
            BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(28), dataBytes);
            BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(36), (ulong)length.Value);
            PutSizes(header, Unknown, Unknown);
        }

        return header;
    }

    private static void PutSizes(byte[] header, uint riffBytes, uint dataBytes)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), riffBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(header.Length - 4), dataBytes);
    }

    private static void AddChunk(List<byte> bytes, ReadOnlySpan<byte> id, ReadOnlySpan<byte> body)
    {
        bytes.AddRange(id);
        bytes.AddRange(Little32((uint)body.Length));
        bytes.AddRange(body);
    }

    private byte[] BuildFormat()
    {
        int bits = 8 * _format.SampleFormat.BytesPerSample();
        ushort tag = _format.SampleFormat.IsFloat() ? WavFormatChunk.TagFloat : WavFormatChunk.TagPcm;
        bool isExtensible = _format.ChannelCount > 2 || (tag == WavFormatChunk.TagPcm && bits > 16);
        var chunk = new byte[isExtensible ? 40 : tag == WavFormatChunk.TagFloat ? 18 : 16];
        Span<byte> span = chunk;
        BinaryPrimitives.WriteUInt16LittleEndian(span, isExtensible ? WavFormatChunk.TagExtensible : tag);
        BinaryPrimitives.WriteUInt16LittleEndian(span[2..], (ushort)_format.ChannelCount);
        BinaryPrimitives.WriteUInt32LittleEndian(span[4..], (uint)_format.SampleRate);
        BinaryPrimitives.WriteUInt32LittleEndian(span[8..], (uint)Math.Min((long)_format.SampleRate * _format.BlockAlign, uint.MaxValue));
        BinaryPrimitives.WriteUInt16LittleEndian(span[12..], (ushort)_format.BlockAlign);
        BinaryPrimitives.WriteUInt16LittleEndian(span[14..], (ushort)bits);
        if (isExtensible)
        {
            const ushort extensionSize = 22;
            BinaryPrimitives.WriteUInt16LittleEndian(span[16..], extensionSize);
            BinaryPrimitives.WriteUInt16LittleEndian(span[18..], (ushort)_format.ValidBits);
            BinaryPrimitives.WriteUInt32LittleEndian(span[20..], _format.ChannelMask);
            BinaryPrimitives.WriteUInt16LittleEndian(span[24..], tag);
            WavFormatChunk.GuidTail.CopyTo(span[26..]);
        }

        return chunk;
    }

    private static byte[] Little32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }
}

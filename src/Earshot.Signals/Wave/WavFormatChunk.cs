using System.Buffers.Binary;

namespace Earshot.Signals.Wave;

/// <summary>Reads and checks the <c>fmt </c> chunk: WAVEFORMAT, WAVEFORMATEX and WAVEFORMATEXTENSIBLE.</summary>
/// <remarks>Layout: Microsoft, mmreg.h. Every field that the samples depend on must agree with the others; the byte rate is ignored.</remarks>
internal static class WavFormatChunk
{
    internal const ushort TagPcm = 1;
    internal const ushort TagFloat = 3;
    internal const ushort TagExtensible = 0xFFFE;

    private const int BasicSize = 16;
    private const int ExtensibleSize = 40;

    /// <summary>Bytes 2 to 15 of a sub-format GUID made from a format tag (KSDATAFORMAT_SUBTYPE_*).</summary>
    internal static ReadOnlySpan<byte> GuidTail => [0x00, 0x00, 0x00, 0x00, 0x10, 0x00, 0x80, 0x00, 0x00, 0xAA, 0x00, 0x38, 0x9B, 0x71];

    // The same for ambisonic B-format (R. Dobson, 2000), whose samples are stored alike.
    private static ReadOnlySpan<byte> AmbisonicTail => [0x00, 0x00, 0x21, 0x07, 0xD3, 0x11, 0x86, 0x44, 0xC8, 0xC1, 0xCA, 0x00, 0x00, 0x00];

    /// <summary>Parses the chunk.</summary>
    /// <param name="source">Stands behind the chunk's size field.</param>
    /// <param name="size">Bytes that the chunk says it has.</param>
    /// <param name="offset">Byte at which the chunk begins, for messages.</param>
    /// <param name="consumed">Bytes taken from the source, <paramref name="size"/> at most.</param>
    /// <exception cref="AudioFormatException">A field is out of range, contradicts another, or names a coding that is not read.</exception>
    internal static WavFormat Parse(ByteSource source, ulong size, long offset, out ulong consumed)
    {
        Span<byte> chunk = stackalloc byte[ExtensibleSize];
        chunk = chunk[..(int)Math.Min(size, ExtensibleSize)];
        if (size < BasicSize || source.ReadFully(chunk) < chunk.Length)
        {
            throw source.Fail(offset, $"a 'fmt ' chunk of {size} bytes, or a file that ends inside it", $"{BasicSize}, 18 or {ExtensibleSize} bytes are expected");
        }

        consumed = (ulong)chunk.Length;
        long body = offset + 8;
        ushort tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk);
        int channels = BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]);
        uint rate = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
        int blockAlign = BinaryPrimitives.ReadUInt16LittleEndian(chunk[12..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]);
        if (channels is < 1 or > AudioLimits.MaxChannelCount)
        {
            throw source.Fail(body + 2, $"{channels} channels", $"1 to {AudioLimits.MaxChannelCount} are accepted");
        }

        if (rate is < AudioLimits.MinSampleRate or > AudioLimits.MaxSampleRate)
        {
            throw source.Fail(body + 4, $"a rate of {rate} Hz", $"{AudioLimits.MinSampleRate} to {AudioLimits.MaxSampleRate} Hz are accepted");
        }

        int validBits = bits;
        uint mask = 0;
        if (tag == TagExtensible)
        {
            (tag, validBits, mask) = ReadExtension(source, chunk, bits, body);
        }

        WavSampleFormat format = ToSampleFormat(source, tag, bits, body);
        if (blockAlign != channels * format.BytesPerSample())
        {
            throw source.Fail(
                body + 12, $"{blockAlign} bytes per block", $"{channels} channels of {bits} bits make {channels * format.BytesPerSample()}");
        }

        return new WavFormat((int)rate, channels, format, validBits, mask);
    }

    private static (ushort Tag, int ValidBits, uint Mask) ReadExtension(ByteSource source, ReadOnlySpan<byte> chunk, int bits, long body)
    {
        if (chunk.Length < ExtensibleSize)
        {
            throw source.Fail(body, $"WAVE_FORMAT_EXTENSIBLE in {chunk.Length} bytes", $"{ExtensibleSize} bytes are expected");
        }

        ReadOnlySpan<byte> guid = chunk[24..40];
        if (!guid[2..].SequenceEqual(GuidTail) && !guid[2..].SequenceEqual(AmbisonicTail))
        {
            throw source.Fail(body + 24, $"samples of sub-format {new Guid(guid)}", "PCM integers and IEEE floats are accepted");
        }

        // Some writers leave the number of valid bits at 0: all of them then.
        int valid = BinaryPrimitives.ReadUInt16LittleEndian(chunk[18..]);
        return (BinaryPrimitives.ReadUInt16LittleEndian(guid), valid is 0 || valid > bits ? bits : valid, BinaryPrimitives.ReadUInt32LittleEndian(chunk[20..]));
    }

    // Integers whose size is no multiple of 8 bits are stored in the upper bits of the next larger container.
    private static WavSampleFormat ToSampleFormat(ByteSource source, ushort tag, int bits, long body) => (tag, bits) switch
    {
        (TagPcm, >= 1 and <= 8) => WavSampleFormat.UInt8,
        (TagPcm, >= 9 and <= 16) => WavSampleFormat.Int16,
        (TagPcm, >= 17 and <= 24) => WavSampleFormat.Int24,
        (TagPcm, >= 25 and <= 32) => WavSampleFormat.Int32,
        (TagFloat, 32) => WavSampleFormat.Float32,
        (TagFloat, 64) => WavSampleFormat.Float64,
        (TagPcm, _) => throw source.Fail(body + 14, $"integers of {bits} bits", "1 to 32 bits are accepted"),
        (TagFloat, _) => throw source.Fail(body + 14, $"floats of {bits} bits", "32 and 64 bits are accepted"),
        _ => throw source.Fail(body, $"samples coded as {NameOf(tag)}", "PCM integers and IEEE floats are accepted; ffmpeg -i IN -c:a pcm_s16le OUT.wav converts"),
    };

    private static string NameOf(ushort tag) => tag switch
    {
        0x0002 => "Microsoft ADPCM",
        0x0006 => "A-law",
        0x0007 => "mu-law",
        0x0011 => "IMA ADPCM",
        0x0031 => "GSM 6.10",
        0x0055 => "MP3",
        0x00FF or 0x1610 => "AAC",
        0xF1AC => "FLAC",
        _ => $"format 0x{tag:X4}",
    };
}

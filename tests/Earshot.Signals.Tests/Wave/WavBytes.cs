using System.Buffers.Binary;
using System.Text;

namespace Earshot.Signals.Tests.Wave;

/// <summary>Builds WAV files chunk by chunk, also such as no writer would make.</summary>
internal sealed class WavBytes
{
    private readonly List<byte> _bytes = [];

    /// <summary>Starts with the container, its 32-bit size (null: right when built), and WAVE.</summary>
    internal WavBytes(string container = "RIFF", uint? size = null)
    {
        _bytes.AddRange(Encoding.ASCII.GetBytes(container));
        Size = size;
        _bytes.AddRange(new byte[4]);
        _bytes.AddRange("WAVE"u8);
    }

    private uint? Size { get; }

    /// <summary>The bytes of a mono or multichannel 16-bit file with the samples 1, 2, 3 ...</summary>
    internal static byte[] Simple(int samples = 100, int channels = 1, int rate = 16000) =>
        new WavBytes().Format(1, channels, rate, 16).Chunk("data", Ramp(samples * channels)).ToArray();

    /// <summary>The 16-bit samples 1, 2, 3 ...</summary>
    internal static byte[] Ramp(int count)
    {
        var bytes = new byte[2 * count];
        for (int i = 0; i < count; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(2 * i), (short)(i + 1));
        }

        return bytes;
    }

    internal WavBytes Format(int tag, int channels, uint rate, int bits, int? blockAlign = null, byte[]? extension = null)
    {
        var body = new byte[16];
        BinaryPrimitives.WriteUInt16LittleEndian(body, (ushort)tag);
        BinaryPrimitives.WriteUInt16LittleEndian(body.AsSpan(2), (ushort)channels);
        BinaryPrimitives.WriteUInt32LittleEndian(body.AsSpan(4), rate);
        BinaryPrimitives.WriteUInt16LittleEndian(body.AsSpan(12), (ushort)(blockAlign ?? channels * ((bits + 7) / 8)));
        BinaryPrimitives.WriteUInt16LittleEndian(body.AsSpan(14), (ushort)bits);
        return Chunk("fmt ", [.. body, .. extension ?? []]);
    }

    internal WavBytes Format(int tag, int channels, int rate, int bits) => Format(tag, channels, (uint)rate, bits);

    /// <summary>Adds a chunk; a stated size may lie, and the pad byte may be left out.</summary>
    internal WavBytes Chunk(string id, byte[] body, uint? size = null, bool pad = true)
    {
        _bytes.AddRange(Encoding.ASCII.GetBytes(id));
        AddSize(size ?? (uint)body.Length);
        _bytes.AddRange(body);
        if (pad && body.Length % 2 == 1)
        {
            _bytes.Add(0);
        }

        return this;
    }

    internal WavBytes Sizes64(ulong riff, ulong data, ulong samples, params (string Id, ulong Size)[] table)
    {
        var body = new byte[28 + (12 * table.Length)];
        BinaryPrimitives.WriteUInt64LittleEndian(body, riff);
        BinaryPrimitives.WriteUInt64LittleEndian(body.AsSpan(8), data);
        BinaryPrimitives.WriteUInt64LittleEndian(body.AsSpan(16), samples);
        BinaryPrimitives.WriteUInt32LittleEndian(body.AsSpan(24), (uint)table.Length);
        for (int i = 0; i < table.Length; i++)
        {
            Encoding.ASCII.GetBytes(table[i].Id).CopyTo(body, 28 + (12 * i));
            BinaryPrimitives.WriteUInt64LittleEndian(body.AsSpan(32 + (12 * i)), table[i].Size);
        }

        return Chunk("ds64", body);
    }

    internal byte[] ToArray()
    {
        byte[] bytes = _bytes.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), Size ?? (uint)(bytes.Length - 8));
        return bytes;
    }

    private void AddSize(uint size)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, size);
        _bytes.AddRange(bytes);
    }
}

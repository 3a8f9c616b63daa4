using System.Buffers.Binary;
using System.Text;
using Earshot.Signals;

namespace Earshot.Spatial.Sofa;

/// <summary>The bytes of an HDF5 file, read with every bound checked.</summary>
internal sealed class HdfBytes
{
    /// <summary>What an address of nothing looks like.</summary>
    public const long Undefined = -1;

    private readonly byte[] _bytes;

    /// <summary>Wraps a file.</summary>
    /// <param name="bytes">All of it.</param>
    /// <param name="name">What to call it in messages.</param>
    public HdfBytes(byte[] bytes, string name)
    {
        _bytes = bytes;
        Name = name;
    }

    /// <summary>What to call the file in messages.</summary>
    public string Name { get; }

    /// <summary>Bytes in the file.</summary>
    public long Length => _bytes.Length;

    /// <summary>A stretch of the file.</summary>
    /// <param name="at">Where it starts.</param>
    /// <param name="count">Its length.</param>
    /// <param name="what">What it should be, for the message.</param>
    public ReadOnlySpan<byte> Slice(long at, long count, string what)
    {
        if (at < 0 || count < 0 || at > _bytes.Length - count)
        {
            throw Broken(at, $"{what} of {count} bytes lies past the end of the file ({_bytes.Length} bytes); it is cut off or damaged");
        }

        return _bytes.AsSpan((int)at, (int)count);
    }

    /// <summary>An unsigned number of 1 to 8 bytes, little-endian.</summary>
    public long Number(long at, int size, string what)
    {
        ReadOnlySpan<byte> bytes = Slice(at, size, what);
        ulong value = 0;
        for (int i = size - 1; i >= 0; i--)
        {
            value = (value << 8) | bytes[i];
        }

        return (long)value;
    }

    /// <summary>A byte.</summary>
    public int Byte(long at, string what) => Slice(at, 1, what)[0];

    /// <summary>A number of two bytes.</summary>
    public int Short(long at, string what) => BinaryPrimitives.ReadUInt16LittleEndian(Slice(at, 2, what));

    /// <summary>A number of four bytes.</summary>
    public long Int(long at, string what) => BinaryPrimitives.ReadUInt32LittleEndian(Slice(at, 4, what));

    /// <summary>An address or length of eight bytes; <see cref="Undefined"/> for none.</summary>
    public long Address(long at, string what) => BinaryPrimitives.ReadInt64LittleEndian(Slice(at, 8, what));

    /// <summary>Text of a known length, up to its first zero.</summary>
    public string Text(long at, long count, string what)
    {
        ReadOnlySpan<byte> bytes = Slice(at, count, what);
        int end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
    }

    /// <summary>Text up to a zero.</summary>
    public string TextToZero(long at, string what)
    {
        long end = at;
        while (Byte(end, what) != 0)
        {
            end++;
        }

        return Text(at, end - at, what);
    }

    /// <summary>Checks the four letters that a structure starts with.</summary>
    public void Expect(long at, string signature)
    {
        string found = Encoding.Latin1.GetString(Slice(at, 4, $"the block {signature}"));
        if (found != signature)
        {
            throw Broken(at, $"expected the block {signature}");
        }
    }

    /// <summary>An error with its place.</summary>
    public AudioFormatException Broken(long at, string problem) => new($"{Name}: at byte {at}: {problem}");
}

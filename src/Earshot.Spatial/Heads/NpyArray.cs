// NumPy's array format, version 1 to 3: magic, version, length of a header that is a Python dictionary, then the data.
// Source: NumPy Enhancement Proposal 1. Deviation: only little-endian float32, float64 and int64 in row-major order, which HRTF sets use.
using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Earshot.Signals;

namespace Earshot.Spatial.Heads;

/// <summary>One array of an .npy file or of a member of an .npz file.</summary>
internal sealed class NpyArray
{
    private const int MaxValues = 1 << 28;

    private NpyArray(int[] shape, double[] values)
    {
        Shape = shape;
        Values = values;
    }

    /// <summary>Extents, slowest first.</summary>
    public int[] Shape { get; }

    /// <summary>The values, row by row.</summary>
    public double[] Values { get; }

    /// <summary>Reads every array of an .npz file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="AudioFormatException">The file or a member is broken.</exception>
    public static Dictionary<string, NpyArray> ReadArchive(string path)
    {
        var arrays = new Dictionary<string, NpyArray>(StringComparer.Ordinal);
        try
        {
            using ZipArchive archive = ZipFile.OpenRead(path);
            foreach (ZipArchiveEntry entry in archive.Entries.Where(static e => e.Name.EndsWith(".npy", StringComparison.Ordinal)))
            {
                using Stream stream = entry.Open();
                using var copy = new MemoryStream();
                stream.CopyTo(copy);
                if (TryRead(copy.GetBuffer().AsSpan(0, (int)copy.Length), $"{path}, {entry.Name}") is { } array)
                {
                    arrays[Path.GetFileNameWithoutExtension(entry.Name)] = array;
                }
            }
        }
        catch (InvalidDataException e)
        {
            throw new AudioFormatException($"{path}: not a NumPy archive, or a broken one", e);
        }

        return arrays;
    }

    /// <summary>Reads one array; null where its values are of another type (names, say).</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="AudioFormatException">The content is broken.</exception>
    public static NpyArray? TryRead(ReadOnlySpan<byte> bytes, string name)
    {
        if (bytes.Length < 12 || bytes[0] != 0x93 || !bytes[1..6].SequenceEqual("NUMPY"u8))
        {
            throw new AudioFormatException($"{name}: not a NumPy array");
        }

        bool isShort = bytes[6] == 1;
        int start = isShort ? 10 : 12;
        long length = isShort ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        if (length > bytes.Length - start)
        {
            throw new AudioFormatException($"{name}: the header is cut off");
        }

        string header = Encoding.Latin1.GetString(bytes.Slice(start, (int)length));
        string type = Between(header, "'descr':", ",").Trim(' ', '\'');
        if (type is not ("<f8" or "<f4" or "<i8"))
        {
            return null;
        }

        if (Between(header, "'fortran_order':", ",").Trim() != "False")
        {
            throw new AudioFormatException($"{name}: stored column by column; only rows are read");
        }

        int[] shape = [.. Between(header, "(", ")").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(word => int.TryParse(word, CultureInfo.InvariantCulture, out int n) && n >= 0 ? n : throw new AudioFormatException($"{name}: the shape is broken"))];
        long count = shape.Aggregate(1L, static (product, n) => Math.Min(product * n, long.MaxValue / 65536));
        int size = type == "<f4" ? 4 : 8;
        ReadOnlySpan<byte> data = bytes[(start + (int)length)..];
        if (count > MaxValues || count * size > data.Length)
        {
            throw new AudioFormatException($"{name}: {data.Length} bytes of data; {count} values need {count * size}");
        }

        var values = new double[count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = type switch
            {
                "<f8" => BinaryPrimitives.ReadDoubleLittleEndian(data[(8 * i)..]),
                "<i8" => BinaryPrimitives.ReadInt64LittleEndian(data[(8 * i)..]),
                _ => BinaryPrimitives.ReadSingleLittleEndian(data[(4 * i)..]),
            };
        }

        return new NpyArray(shape, values);
    }

    private static string Between(string text, string from, string to)
    {
        int start = text.IndexOf(from, StringComparison.Ordinal);
        int end = start < 0 ? -1 : text.IndexOf(to, start + from.Length, StringComparison.Ordinal);
        return end < 0 ? "" : text[(start + from.Length)..end];
    }
}

// Datasets of numbers: compact, contiguous, or in chunks found through a B-tree of version 1, shuffled and deflated.
// Source: HDF5 File Format Specification 3.0, sections IV.A.2.b (dataspace), d (datatype), i (layout), l (filters) and III.A.1.
using System.Buffers.Binary;
using System.IO.Compression;

namespace Earshot.Spatial.Sofa;

/// <summary>An array of numbers.</summary>
/// <param name="Shape">Extents, slowest first; empty for a single number.</param>
/// <param name="Values">The values, row by row.</param>
internal sealed record HdfDataset(int[] Shape, double[] Values)
{
    private const int MostValues = 1 << 27;
    private const int Deflate = 1;
    private const int Shuffle = 2;
    private const int Fletcher = 3;

    /// <summary>Reads a dataset.</summary>
    /// <param name="file">The file.</param>
    /// <param name="header">Its object header.</param>
    /// <param name="name">Its name, for messages.</param>
    public static HdfDataset Read(HdfBytes file, HdfObject header, string name)
    {
        int[] shape = ReadShape(file, header.Require(HdfMessage.Dataspace, "dataspace"), name);
        HdfMessage type = header.Require(HdfMessage.Datatype, "datatype");
        int kind = file.Byte(type.At, "a datatype") & 15;
        bool isBig = (file.Byte(type.At + 1, "a datatype") & 1) != 0;
        int size = (int)Math.Min(file.Int(type.At + 4, "a datatype"), int.MaxValue);
        if (isBig || !(kind == 1 && size is 4 or 8))
        {
            throw file.Broken(type.At, $"{name} holds values of class {kind}, {size} bytes{(isBig ? ", big-endian" : "")}; little-endian float32 and float64 are read");
        }

        long count = 1;
        foreach (int extent in shape)
        {
            count *= extent;
            if (count > MostValues)
            {
                throw file.Broken(header.At, $"{name} has more than {MostValues} values");
            }
        }

        var raw = new byte[count * size];
        HdfMessage layout = header.Require(HdfMessage.Layout, "layout");
        int version = file.Byte(layout.At, "a layout");
        int place = file.Byte(layout.At + 1, "a layout");
        switch (place)
        {
            case 0 when version is 3 or 4:
                file.Slice(layout.At + 4, Math.Min(raw.Length, file.Short(layout.At + 2, "a layout")), name).CopyTo(raw);
                break;
            case 1 when version is 3 or 4:
                long at = file.Address(layout.At + 2, "a layout");
                if (at != HdfBytes.Undefined)
                {
                    file.Slice(at, raw.Length, name).CopyTo(raw);
                }

                break;
            case 2 when version == 3:
                ReadChunks(file, header, layout, shape, size, name, raw);
                break;
            default:
                throw file.Broken(layout.At, $"{name} is laid out in a way (version {version}, class {place}) that is not read");
        }

        var values = new double[count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = size == 8
                ? BinaryPrimitives.ReadDoubleLittleEndian(raw.AsSpan(8 * i))
                : BinaryPrimitives.ReadSingleLittleEndian(raw.AsSpan(4 * i));
        }

        return new HdfDataset(shape, values);
    }

    private static int[] ReadShape(HdfBytes file, HdfMessage space, string name)
    {
        int version = file.Byte(space.At, "a dataspace");
        int rank = file.Byte(space.At + 1, "a dataspace");
        if (version is not (1 or 2) || rank > 8)
        {
            throw file.Broken(space.At, $"the dataspace of {name} has version {version} and {rank} dimensions; versions 1 and 2 with up to 8 are read");
        }

        long at = space.At + (version == 1 ? 8 : 4);
        var shape = new int[rank];
        for (int i = 0; i < rank; i++)
        {
            long extent = file.Address(at + (8 * i), "a dataspace");
            shape[i] = extent is >= 0 and <= MostValues ? (int)extent : throw file.Broken(at, $"{name} has an extent of {extent}");
        }

        return shape;
    }

    private static void ReadChunks(HdfBytes file, HdfObject header, HdfMessage layout, int[] shape, int size, string name, byte[] raw)
    {
        int rank = file.Byte(layout.At + 2, "a chunked layout") - 1;
        if (rank != shape.Length)
        {
            throw file.Broken(layout.At, $"{name} has chunks of {rank} dimensions for {shape.Length}");
        }

        long tree = file.Address(layout.At + 3, "a chunked layout");
        var chunk = new int[rank];
        long chunkBytes = size;
        for (int i = 0; i < rank; i++)
        {
            long extent = file.Int(layout.At + 11 + (4 * i), "a chunked layout");
            chunk[i] = extent is >= 1 and <= MostValues ? (int)extent : throw file.Broken(layout.At, $"{name} has chunks with an extent of {extent}");
            chunkBytes *= chunk[i];
            if (chunkBytes > MostValues)
            {
                throw file.Broken(layout.At, $"{name} has chunks of more than {MostValues} bytes");
            }
        }

        int[] filters = ReadFilters(file, header, name);
        if (tree != HdfBytes.Undefined)
        {
            Visit(tree, depth: 0);
        }

        void Visit(long node, int depth)
        {
            file.Expect(node, "TREE");
            int level = file.Byte(node + 5, "a chunk tree");
            int count = file.Short(node + 6, "a chunk tree");
            int keyLength = 8 + (8 * (rank + 1));
            for (int i = 0; i < count; i++)
            {
                long key = node + 24 + ((long)i * (keyLength + 8));
                long child = file.Address(key + keyLength, "a chunk tree");
                if (level > 0)
                {
                    Visit(child, depth < 8 ? depth + 1 : throw file.Broken(node, "a chunk tree that does not end"));
                    continue;
                }

                long stored = file.Int(key, "a chunk");
                long mask = file.Int(key + 4, "a chunk");
                var start = new long[rank];
                for (int d = 0; d < rank; d++)
                {
                    start[d] = file.Address(key + 8 + (8 * d), "a chunk");
                }

                byte[] bytes = Unfilter(file, child, stored, mask, filters, size, (int)chunkBytes, name);
                Place(bytes, chunk, start, shape, size, raw);
            }
        }
    }

    private static int[] ReadFilters(HdfBytes file, HdfObject header, string name)
    {
        if (header.Find(HdfMessage.Filters) is not { } message)
        {
            return [];
        }

        int version = file.Byte(message.At, "filters");
        int count = file.Byte(message.At + 1, "filters");
        long at = message.At + (version == 1 ? 8 : 2);
        var filters = new int[count];
        for (int i = 0; i < count; i++)
        {
            filters[i] = file.Short(at, "a filter");
            bool hasName = version == 1 || filters[i] >= 256;
            int nameLength = hasName ? file.Short(at + 2, "a filter") : 0;
            long rest = at + (hasName ? 4 : 2);
            int values = file.Short(rest + 2, "a filter");
            int padded = version == 1 ? (nameLength + 7) / 8 * 8 : nameLength;
            at = rest + 4 + padded + (4L * values) + (version == 1 && values % 2 == 1 ? 4 : 0);
            if (filters[i] is not (Deflate or Shuffle or Fletcher))
            {
                throw file.Broken(message.At, $"{name} is stored with filter {filters[i]}; deflate (1), shuffle (2) and checksum (3) are read");
            }
        }

        return filters;
    }

    // Filters were applied first to last, so they are undone last to first.
    private static byte[] Unfilter(HdfBytes file, long at, long stored, long mask, int[] filters, int size, int length, string name)
    {
        byte[] bytes = file.Slice(at, stored, $"a chunk of {name}").ToArray();
        for (int i = filters.Length - 1; i >= 0; i--)
        {
            if ((mask & (1L << i)) != 0)
            {
                continue;
            }

            bytes = filters[i] switch
            {
                Deflate => Inflate(file, at, bytes, length, name),
                Shuffle => Unshuffle(bytes, size),
                _ => bytes[..Math.Max(0, bytes.Length - 4)],
            };
        }

        return bytes.Length == length ? bytes : throw file.Broken(at, $"a chunk of {name} has {bytes.Length} bytes, expected {length}");
    }

    private static byte[] Inflate(HdfBytes file, long at, byte[] bytes, int length, string name)
    {
        var target = new byte[length];
        try
        {
            using var inflate = new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress);
            int count = inflate.ReadAtLeast(target, length, throwOnEndOfStream: false);
            return count == length ? target : target[..count];
        }
        catch (InvalidDataException e)
        {
            throw new Signals.AudioFormatException($"{file.Name}: at byte {at}: a chunk of {name} cannot be inflated; the file is damaged", e);
        }
    }

    // All first bytes, then all second bytes, ... -> values.
    private static byte[] Unshuffle(byte[] bytes, int size)
    {
        int count = bytes.Length / size;
        var values = (byte[])bytes.Clone();
        for (int b = 0; b < size; b++)
        {
            for (int i = 0; i < count; i++)
            {
                values[(i * size) + b] = bytes[(b * count) + i];
            }
        }

        return values;
    }

    // Rows of a chunk into the rows of the array; what a chunk has past the edges is padding.
    private static void Place(byte[] chunkBytes, int[] chunk, long[] start, int[] shape, int size, byte[] raw)
    {
        int rank = shape.Length;
        if (rank == 0)
        {
            chunkBytes.AsSpan(0, raw.Length).CopyTo(raw);
            return;
        }

        var index = new int[rank];
        int rows = chunk[..^1].Aggregate(1, static (product, n) => product * n);
        long width = Math.Min(chunk[^1], shape[^1] - start[^1]);
        for (int row = 0; row < rows; row++)
        {
            long target = 0;
            bool isInside = width > 0;
            for (int d = 0; d < rank; d++)
            {
                long position = start[d] + index[d];
                isInside &= position >= 0 && position < shape[d];
                target = (target * shape[d]) + position;
            }

            if (isInside)
            {
                chunkBytes.AsSpan(row * chunk[^1] * size, (int)width * size).CopyTo(raw.AsSpan((int)target * size));
            }

            for (int d = rank - 2; d >= 0 && ++index[d] == chunk[d]; d--)
            {
                index[d] = 0;
            }
        }
    }
}

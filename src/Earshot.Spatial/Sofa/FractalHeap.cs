// The heap that HDF5 keeps links and attributes in when there are many: a table of blocks whose sizes double row by row.
// Source: HDF5 File Format Specification 3.0, section III.G. Not read: huge and tiny objects and filtered heaps, which no
// SOFA file that was looked at has.
namespace Earshot.Spatial.Sofa;

/// <summary>Finds managed objects by their identifiers.</summary>
internal sealed class FractalHeap
{
    private const int MostDepth = 8;
    private readonly HdfBytes _file;
    private readonly long _at;
    private readonly int _offsetBytes;
    private readonly int _lengthBytes;
    private readonly int _width;
    private readonly long _startSize;
    private readonly long _largestDirect;
    private readonly long _root;
    private readonly int _rootRows;

    /// <summary>Reads the header.</summary>
    /// <param name="file">The file.</param>
    /// <param name="at">Where the header starts.</param>
    public FractalHeap(HdfBytes file, long at)
    {
        _file = file;
        _at = at;
        file.Expect(at, "FRHP");
        if (file.Short(at + 7, "a heap") != 0)
        {
            throw file.Broken(at, "a filtered heap; only plain ones are read");
        }

        long largestManaged = file.Int(at + 10, "a heap");
        _width = file.Short(at + 110, "a heap");
        _startSize = file.Address(at + 112, "a heap");
        _largestDirect = file.Address(at + 120, "a heap");
        int bits = file.Short(at + 128, "a heap");
        _root = file.Address(at + 132, "a heap");
        _rootRows = file.Short(at + 140, "a heap");
        _offsetBytes = (bits + 7) / 8;
        _lengthBytes = Math.Min(BytesFor(_largestDirect), BytesFor(largestManaged));
        if (_width < 1 || _startSize < 1 || _largestDirect < _startSize || _offsetBytes is < 1 or > 8)
        {
            throw file.Broken(at, "a heap whose table of blocks makes no sense");
        }
    }

    /// <summary>Where an object lies.</summary>
    /// <param name="identifier">Where its identifier lies.</param>
    public (long At, long Length) Find(long identifier)
    {
        int kind = (_file.Byte(identifier, "a heap identifier") >> 4) & 3;
        if (kind != 0)
        {
            throw _file.Broken(identifier, "an object outside the managed heap; only managed ones are read");
        }

        long offset = _file.Number(identifier + 1, _offsetBytes, "a heap identifier");
        long length = _file.Number(identifier + 1 + _offsetBytes, _lengthBytes, "a heap identifier");
        long at = _rootRows == 0 ? _root + offset : Descend(_root, _rootRows, 0, offset, 0);
        _file.Slice(at, length, "an object of a heap");
        return (at, length);
    }

    // Walks an indirect block to the block that holds the offset.
    private long Descend(long block, int rows, long blockOffset, long wanted, int depth)
    {
        if (depth > MostDepth)
        {
            throw _file.Broken(_at, "a heap that does not end");
        }

        _file.Expect(block, "FHIB");
        long entry = block + 13 + _offsetBytes;
        long offset = blockOffset;
        for (int row = 0; row < rows; row++)
        {
            long size = row == 0 ? _startSize : _startSize << (row - 1);
            for (int column = 0; column < _width; column++)
            {
                if (wanted < offset + size)
                {
                    long child = _file.Address(entry, "a heap block");
                    return size <= _largestDirect
                        ? child + (wanted - offset)
                        : Descend(child, RowsOf(size), offset, wanted, depth + 1);
                }

                offset += size;
                entry += 8;
            }
        }

        throw _file.Broken(_at, $"offset {wanted} is past the end of the heap");
    }

    private int RowsOf(long size)
    {
        int rows = 0;
        for (long covered = 0; covered < size; rows++)
        {
            covered += _width * (rows == 0 ? _startSize : _startSize << (rows - 1));
        }

        return rows;
    }

    private static int BytesFor(long value) => (System.Numerics.BitOperations.Log2((ulong)Math.Max(value, 1)) / 8) + 1;
}

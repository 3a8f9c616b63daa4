// Object headers of HDF5, versions 1 and 2, with their continuation blocks.
// Source: The HDF Group, "HDF5 File Format Specification Version 3.0", sections IV.A.1.a and IV.A.1.b. Checksums are not verified:
// what is read is checked by its bounds and meaning instead.
using Earshot.Signals;

namespace Earshot.Spatial.Sofa;

/// <summary>The messages of one object.</summary>
internal sealed class HdfObject
{
    // Far more than any object of a SOFA file has; stops a header that continues in itself.
    private const int MostBlocks = 1000;
    private readonly HdfBytes _file;
    private readonly List<HdfMessage> _messages = [];

    /// <summary>Reads the header.</summary>
    /// <param name="file">The file.</param>
    /// <param name="at">Where the header starts.</param>
    public HdfObject(HdfBytes file, long at)
    {
        _file = file;
        At = at;
        if (file.Byte(at, "an object header") == 1)
        {
            ReadFirstVersion();
        }
        else
        {
            ReadSecondVersion();
        }
    }

    /// <summary>Where the header starts.</summary>
    public long At { get; }

    /// <summary>All messages of a kind.</summary>
    public IEnumerable<HdfMessage> All(int kind) => _messages.Where(m => m.Kind == kind);

    /// <summary>The message of a kind, or null.</summary>
    public HdfMessage? Find(int kind)
    {
        int index = _messages.FindIndex(m => m.Kind == kind);
        return index < 0 ? null : _messages[index];
    }

    /// <summary>The message of a kind that an object must have.</summary>
    public HdfMessage Require(int kind, string what) => Find(kind) ?? throw Missing(what);

    private AudioFormatException Missing(string what) => _file.Broken(At, $"the object has no {what}");

    private void ReadFirstVersion()
    {
        long size = _file.Int(At + 8, "an object header");
        var blocks = new Queue<(long At, long Length)>();
        blocks.Enqueue((At + 16, size));
        for (int count = 0; blocks.TryDequeue(out (long At, long Length) block); count++)
        {
            Limit(count);
            long at = block.At;
            while (at + 8 <= block.At + block.Length)
            {
                int kind = _file.Short(at, "a header message");
                int length = _file.Short(at + 2, "a header message");
                Take(new HdfMessage(kind, at + 8, length), blocks, trim: 0);
                at += 8 + length;
            }
        }
    }

    private void ReadSecondVersion()
    {
        _file.Expect(At, "OHDR");
        int version = _file.Byte(At + 4, "an object header");
        if (version != 2)
        {
            throw _file.Broken(At, $"an object header of version {version}; 1 and 2 are read");
        }

        int flags = _file.Byte(At + 5, "an object header");
        long at = At + 6 + ((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0);
        int sizeBytes = 1 << (flags & 3);
        long size = _file.Number(at, sizeBytes, "an object header");
        int headLength = (flags & 0x04) != 0 ? 6 : 4;
        var blocks = new Queue<(long At, long Length)>();
        blocks.Enqueue((at + sizeBytes, size));
        for (int count = 0; blocks.TryDequeue(out (long At, long Length) block); count++)
        {
            Limit(count);
            long next = block.At;
            while (next + headLength <= block.At + block.Length)
            {
                int kind = _file.Byte(next, "a header message");
                int length = _file.Short(next + 1, "a header message");
                Take(new HdfMessage(kind, next + headLength, length), blocks, trim: 4);
                next += headLength + length;
            }
        }
    }

    private void Take(HdfMessage message, Queue<(long At, long Length)> blocks, int trim)
    {
        _file.Slice(message.At, message.Length, "a header message");
        if (message.Kind != HdfMessage.Continuation)
        {
            _messages.Add(message);
            return;
        }

        long at = _file.Address(message.At, "a continuation");
        long length = _file.Address(message.At + 8, "a continuation");
        if (trim > 0)
        {
            // Version 2: the letters OCHK before, a checksum after.
            _file.Expect(at, "OCHK");
            at += 4;
            length -= 8;
        }

        _file.Slice(at, length, "a continued object header");
        blocks.Enqueue((at, length));
    }

    private void Limit(int blocks)
    {
        if (blocks > MostBlocks)
        {
            throw _file.Broken(At, "an object header that does not end");
        }
    }
}

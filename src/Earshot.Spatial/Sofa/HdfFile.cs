// The subset of HDF5 that SOFA files are made of: one root group with datasets of numbers and attributes of text.
// Source: HDF5 File Format Specification 3.0. Read: superblocks 0 to 3; object headers 1 and 2; links in messages, in fractal
// heaps and in symbol tables; text attributes of fixed length.
namespace Earshot.Spatial.Sofa;

/// <summary>The root group of a file.</summary>
internal sealed class HdfFile
{
    private const int MostLinks = 10_000;
    private readonly HdfBytes _file;
    private readonly HdfObject _root;
    private readonly Dictionary<string, long> _links = new(StringComparer.Ordinal);

    /// <summary>Reads the directory of a file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="Signals.AudioFormatException">It is no HDF5 file, or one of a kind that is not read.</exception>
    public HdfFile(byte[] bytes, string name)
    {
        _file = new HdfBytes(bytes, name);
        if (bytes.Length == 0)
        {
            throw _file.Broken(0, "the file is empty; a SOFA file was expected");
        }

        if (bytes.Length < 48 || bytes[0] != 0x89 || !bytes.AsSpan(1, 7).SequenceEqual("HDF\r\n\u001a\n"u8))
        {
            throw _file.Broken(0, "not an HDF5 file; a SOFA file was expected");
        }

        _root = new HdfObject(_file, RootAddress());
        ReadLinks();
    }

    /// <summary>Names of the datasets.</summary>
    public IEnumerable<string> Names => _links.Keys;

    /// <summary>A dataset of numbers, or null where there is none of this name.</summary>
    /// <param name="name">Its name.</param>
    public HdfDataset? Find(string name) =>
        _links.TryGetValue(name, out long at) ? HdfDataset.Read(_file, new HdfObject(_file, at), name) : null;

    /// <summary>A text attribute of a dataset, or of the file where the dataset is null; null where there is none.</summary>
    /// <param name="dataset">Name of the dataset.</param>
    /// <param name="attribute">Name of the attribute.</param>
    public string? Attribute(string? dataset, string attribute)
    {
        HdfObject owner = dataset is null ? _root : _links.TryGetValue(dataset, out long at) ? new HdfObject(_file, at) : _root;
        foreach (HdfMessage message in owner.All(HdfMessage.Attribute))
        {
            if (ReadAttribute(message.At, attribute) is { } text)
            {
                return text;
            }
        }

        if (owner.Find(HdfMessage.AttributeInfo) is not { } info)
        {
            return null;
        }

        int flags = _file.Byte(info.At + 1, "attribute info");
        long heapAt = _file.Address(info.At + 2 + ((flags & 1) != 0 ? 2 : 0), "attribute info");
        long tree = _file.Address(info.At + 10 + ((flags & 1) != 0 ? 2 : 0), "attribute info");
        if (heapAt == HdfBytes.Undefined || tree == HdfBytes.Undefined)
        {
            return null;
        }

        var heap = new FractalHeap(_file, heapAt);
        foreach (long record in RecordTree.Records(_file, tree))
        {
            if (ReadAttribute(heap.Find(record).At, attribute) is { } text)
            {
                return text;
            }
        }

        return null;
    }

    private long RootAddress()
    {
        int version = _file.Byte(8, "the superblock");
        switch (version)
        {
            case 0 or 1:
                RequireSizes(_file.Byte(13, "the superblock"), _file.Byte(14, "the superblock"));
                return _file.Address(version == 0 ? 64 : 68, "the superblock");
            case 2 or 3:
                RequireSizes(_file.Byte(9, "the superblock"), _file.Byte(10, "the superblock"));
                return _file.Address(36, "the superblock");
            default:
                throw _file.Broken(8, $"a superblock of version {version}; 0 to 3 are read");
        }
    }

    private void RequireSizes(int offsets, int lengths)
    {
        if (offsets != 8 || lengths != 8)
        {
            throw _file.Broken(8, $"addresses of {offsets} and lengths of {lengths} bytes; 8 and 8 are read");
        }
    }

    private void ReadLinks()
    {
        foreach (HdfMessage message in _root.All(HdfMessage.Link))
        {
            ReadLink(message.At);
        }

        if (_root.Find(HdfMessage.LinkInfo) is { } info)
        {
            int flags = _file.Byte(info.At + 1, "link info");
            long at = info.At + 2 + ((flags & 1) != 0 ? 8 : 0);
            long heapAt = _file.Address(at, "link info");
            long tree = _file.Address(at + 8, "link info");
            if (heapAt != HdfBytes.Undefined && tree != HdfBytes.Undefined)
            {
                var heap = new FractalHeap(_file, heapAt);
                foreach (long record in RecordTree.Records(_file, tree))
                {
                    // A record of the index by name: a hash of four bytes, then the identifier.
                    ReadLink(heap.Find(record + 4).At);
                }
            }
        }

        if (_root.Find(HdfMessage.SymbolTable) is { } table)
        {
            long heap = _file.Address(table.At + 8, "a symbol table");
            _file.Expect(heap, "HEAP");
            ReadSymbols(_file.Address(table.At, "a symbol table"), _file.Address(heap + 24, "a local heap"), depth: 0);
        }
    }

    private void ReadLink(long at)
    {
        int flags = _file.Byte(at + 1, "a link");
        long next = at + 2;
        int kind = 0;
        if ((flags & 8) != 0)
        {
            kind = _file.Byte(next++, "a link");
        }

        next += (flags & 4) != 0 ? 8 : 0;
        next += (flags & 16) != 0 ? 1 : 0;
        int lengthBytes = 1 << (flags & 3);
        long length = _file.Number(next, lengthBytes, "a link");
        next += lengthBytes;
        if (kind == 0)
        {
            Add(_file.Text(next, length, "the name of a link"), _file.Address(next + length, "a link"));
        }
    }

    private void ReadSymbols(long tree, long names, int depth)
    {
        _file.Expect(tree, "TREE");
        int level = _file.Byte(tree + 5, "a group tree");
        int count = _file.Short(tree + 6, "a group tree");
        for (int i = 0; i < count; i++)
        {
            long child = _file.Address(tree + 32 + (16L * i), "a group tree");
            if (level > 0)
            {
                ReadSymbols(child, names, depth < 8 ? depth + 1 : throw _file.Broken(tree, "a group tree that does not end"));
                continue;
            }

            _file.Expect(child, "SNOD");
            int symbols = _file.Short(child + 6, "a symbol node");
            for (int s = 0; s < symbols; s++)
            {
                long entry = child + 8 + (40L * s);
                Add(_file.TextToZero(names + _file.Address(entry, "a symbol"), "a symbol's name"), _file.Address(entry + 8, "a symbol"));
            }
        }
    }

    private void Add(string name, long at)
    {
        _links[name] = at;
        if (_links.Count > MostLinks)
        {
            throw _file.Broken(at, "more links than any SOFA file has");
        }
    }

    // The text of an attribute if it has this name and is text of fixed length; null otherwise.
    private string? ReadAttribute(long at, string wanted)
    {
        int version = _file.Byte(at, "an attribute");
        if (version is < 1 or > 3)
        {
            throw _file.Broken(at, $"an attribute of version {version}; 1 to 3 are read");
        }

        int nameLength = _file.Short(at + 2, "an attribute");
        int typeLength = _file.Short(at + 4, "an attribute");
        int spaceLength = _file.Short(at + 6, "an attribute");
        long next = at + 8 + (version == 3 ? 1 : 0);
        if (_file.Text(next, nameLength, "the name of an attribute") != wanted)
        {
            return null;
        }

        long Padded(int length) => version == 1 ? (length + 7) / 8 * 8 : length;
        next += Padded(nameLength);
        bool isText = (_file.Byte(next, "an attribute's type") & 15) == 3;
        long size = _file.Int(next + 4, "an attribute's type");
        next += Padded(typeLength) + Padded(spaceLength);
        return isText ? _file.Text(next, size, "an attribute's value") : null;
    }
}

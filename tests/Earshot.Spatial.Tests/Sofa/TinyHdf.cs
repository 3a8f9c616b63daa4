using System.IO.Compression;
using System.Text;

namespace Earshot.Spatial.Tests.Sofa;

/// <summary>Writes the smallest HDF5 files that hold a SOFA set: superblock 2, links in the root's header, arrays stored plainly or in one chunk.</summary>
internal sealed class TinyHdf : IDisposable
{
    private readonly MemoryStream _file = new();
    private readonly List<(string Name, long At)> _links = [];

    public TinyHdf()
    {
        _file.Write(new byte[48]);
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Adds an array of doubles.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">Its extents.</param>
    /// <param name="values">Its values, row by row.</param>
    /// <param name="isChunked">In one shuffled and deflated chunk, found through a tree; plainly otherwise.</param>
    /// <param name="type">A text attribute called Type.</param>
    public void Add(string name, int[] shape, double[] values, bool isChunked = false, string? type = null)
    {
        byte[] raw = new byte[8 * values.Length];
        Buffer.BlockCopy(values, 0, raw, 0, raw.Length);
        byte[] stored = isChunked ? Deflate(Shuffle(raw)) : raw;
        long data = Append(stored);
        byte[] layout;
        byte[] filters = [];
        if (isChunked)
        {
            long tree = Append(Bytes(w =>
            {
                w.Write("TREE"u8);
                w.Write((byte)1);
                w.Write((byte)0);
                w.Write((short)1);
                w.Write(-1L);
                w.Write(-1L);
                w.Write(stored.Length);
                w.Write(0);
                w.Write(new byte[8 * (shape.Length + 1)]);
                w.Write(data);
                w.Write(new byte[8 + (8 * (shape.Length + 1))]);
            }));
            layout = Bytes(w =>
            {
                w.Write((byte)3);
                w.Write((byte)2);
                w.Write((byte)(shape.Length + 1));
                w.Write(tree);
                foreach (int extent in shape)
                {
                    w.Write(extent);
                }

                w.Write(8);
            });
            filters = Message(0x0B, Bytes(w =>
            {
                w.Write((byte)2);
                w.Write((byte)2);
                w.Write((short)2);
                w.Write((short)0);
                w.Write((short)1);
                w.Write(8);
                w.Write((short)1);
                w.Write((short)0);
                w.Write((short)1);
                w.Write(6);
            }));
        }
        else
        {
            layout = Bytes(w =>
            {
                w.Write((byte)3);
                w.Write((byte)1);
                w.Write(data);
                w.Write((long)stored.Length);
            });
        }

        byte[] space = Bytes(w =>
        {
            w.Write((byte)2);
            w.Write((byte)shape.Length);
            w.Write((byte)0);
            w.Write((byte)1);
            foreach (int extent in shape)
            {
                w.Write((long)extent);
            }
        });
        byte[] attribute = type is null ? [] : Message(0x0C, Attribute("Type", type));
        byte[] header = Header([.. Message(0x01, space), .. Message(0x03, DoubleType()), .. Message(0x08, layout), .. filters, .. attribute]);
        _links.Add((name, Append(header)));
    }

    public byte[] ToArray()
    {
        var body = new List<byte>();
        foreach ((string name, long at) in _links)
        {
            body.AddRange(Message(0x06, Bytes(w =>
            {
                w.Write((byte)1);
                w.Write((byte)0);
                w.Write((byte)name.Length);
                w.Write(Encoding.ASCII.GetBytes(name));
                w.Write(at);
            })));
        }

        long root = Append(Header([.. body]));
        byte[] file = _file.ToArray();
        Bytes(w =>
        {
            w.Write([0x89, .. "HDF\r\n"u8, 0x1a, 0x0a, 2, 8, 8, 0]);
            w.Write(0L);
            w.Write(-1L);
            w.Write((long)file.Length);
            w.Write(root);
        }).CopyTo(file, 0);
        return file;
    }

    private static byte[] Attribute(string name, string value) => Bytes(w =>
    {
        w.Write((byte)3);
        w.Write((byte)0);
        w.Write((short)(name.Length + 1));
        w.Write((short)8);
        w.Write((short)4);
        w.Write((byte)0);
        w.Write(Encoding.ASCII.GetBytes(name + "\0"));
        w.Write([0x13, 0, 0, 0]);
        w.Write(value.Length);
        w.Write([2, 0, 0, 0]);
        w.Write(Encoding.ASCII.GetBytes(value));
    });

    // IEEE double, little-endian.
    private static byte[] DoubleType() => [0x11, 0x20, 0x3f, 0, 8, 0, 0, 0, 0, 0, 64, 0, 52, 11, 0, 52, 0xff, 3, 0, 0];

    private static byte[] Header(byte[] messages) => Bytes(w =>
    {
        w.Write("OHDR"u8);
        w.Write((byte)2);
        w.Write((byte)2);
        w.Write(messages.Length);
        w.Write(messages);
        w.Write(0);
    });

    private static byte[] Message(byte kind, byte[] body) => [kind, (byte)body.Length, (byte)(body.Length >> 8), 0, .. body];

    private static byte[] Shuffle(byte[] raw)
    {
        var shuffled = new byte[raw.Length];
        for (int i = 0; i < raw.Length; i++)
        {
            shuffled[((i % 8) * (raw.Length / 8)) + (i / 8)] = raw[i];
        }

        return shuffled;
    }

    private static byte[] Deflate(byte[] raw)
    {
        using var target = new MemoryStream();
        using (var zlib = new ZLibStream(target, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(raw);
        }

        return target.ToArray();
    }

    private static byte[] Bytes(Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        write(writer);
        writer.Flush();
        return stream.ToArray();
    }

    private long Append(byte[] bytes)
    {
        long at = _file.Position;
        _file.Write(bytes);
        return at;
    }
}

using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Earshot.Signals.Wave;

namespace Earshot.Neural.Files;

/// <summary>Collects tensors and writes them as one safetensors file.</summary>
public sealed class SafetensorsWriter
{
    private readonly List<(string Name, ElementType Type, long[] Lengths, byte[] Bytes)> _tensors = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Notes for the reader, strings by name.</summary>
    public SortedDictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds a tensor of numbers; they are copied.</summary>
    /// <typeparam name="T"><see cref="float"/>, <see cref="double"/> or <see cref="Half"/>.</typeparam>
    /// <param name="name">Its name, not used before.</param>
    /// <param name="shape">Its shape; the names of the dimensions are not stored.</param>
    /// <param name="values">As many elements as the shape has.</param>
    /// <exception cref="ArgumentException">The name was used before, the number of elements differs, or the type has no name in the format.</exception>
    public void Add<T>(string name, Shape shape, ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ElementType type = typeof(T) == typeof(float) ? ElementType.F32
            : typeof(T) == typeof(double) ? ElementType.F64
            : typeof(T) == typeof(Half) ? ElementType.F16
            : throw new ArgumentException($"{typeof(T)} has no name in the format", nameof(values));
        long[] lengths = new long[shape.Rank];
        for (int i = 0; i < lengths.Length; i++)
        {
            lengths[i] = shape[i];
        }

        Add(name, type, lengths, MemoryMarshal.AsBytes(values));
    }

    /// <summary>Adds a tensor of any type; the bytes are copied.</summary>
    /// <param name="name">Its name, not used before.</param>
    /// <param name="type">How its elements are written.</param>
    /// <param name="lengths">Elements along each dimension.</param>
    /// <param name="bytes">The elements, little-endian, row-major.</param>
    /// <exception cref="ArgumentException">The name was used before, or the number of bytes does not fit.</exception>
    public void Add(string name, ElementType type, IReadOnlyList<long> lengths, ReadOnlySpan<byte> bytes)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name == SafetensorsHeader.MetadataName || !_names.Add(name))
        {
            throw new ArgumentException($"{name} is taken", nameof(name));
        }

        long count = lengths.Aggregate(1L, (product, length) => checked(product * length));
        if (count * StoredTensor.Size(type) != bytes.Length)
        {
            throw new ArgumentException($"{name} of shape [{string.Join(", ", lengths)}] and {type} has {bytes.Length} bytes", nameof(bytes));
        }

        _tensors.Add((name, type, [.. lengths], bytes.ToArray()));
    }

    /// <summary>Writes the file beside its target and renames it, so that the target is whole or as it was.</summary>
    /// <param name="path">Where to.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, Write);

    private void Write(Stream stream)
    {
        byte[] text = Header();
        Span<byte> prefix = stackalloc byte[SafetensorsHeader.PrefixLength];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)text.Length);
        stream.Write(prefix);
        stream.Write(text);
        foreach ((_, _, _, byte[] bytes) in _tensors)
        {
            stream.Write(bytes);
        }
    }

    // Ends in spaces, so that the data begins at a multiple of eight bytes and can be read in place.
    private byte[] Header()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (Metadata.Count > 0)
            {
                json.WriteStartObject(SafetensorsHeader.MetadataName);
                foreach ((string key, string value) in Metadata)
                {
                    json.WriteString(key, value);
                }

                json.WriteEndObject();
            }

            long at = 0;
            foreach ((string name, ElementType type, long[] lengths, byte[] bytes) in _tensors)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", Enum.GetName(type));
                WriteNumbers(json, "shape", lengths);
                WriteNumbers(json, "data_offsets", [at, at + bytes.Length]);
                json.WriteEndObject();
                at += bytes.Length;
            }

            json.WriteEndObject();
        }

        int padded = (buffer.WrittenCount + 7) / 8 * 8;
        byte[] text = new byte[padded];
        buffer.WrittenSpan.CopyTo(text);
        text.AsSpan(buffer.WrittenCount).Fill((byte)' ');
        return text;
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, ReadOnlySpan<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (long number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }
}

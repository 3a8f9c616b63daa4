// The header of a safetensors file: eight bytes with the length of a JSON text, little-endian, then that text: for each tensor its dtype, its shape and data_offsets, begin and end
// counted from the first byte after the header, and perhaps __metadata__ with strings. Everything in it is checked before it is believed: a header comes from a stranger.
using System.Buffers.Binary;
using System.Text.Json;

namespace Earshot.Neural.Files;

internal sealed class SafetensorsHeader
{
    public const int PrefixLength = 8;
    public const string MetadataName = "__metadata__";
    private const long LongestText = 100_000_000; // the limit of the reference implementation
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    private SafetensorsHeader(string path, long dataStart, long fileLength)
    {
        Path = path;
        DataStart = dataStart;
        FileLength = fileLength;
    }

    public Dictionary<string, StoredTensor> Tensors { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    private string Path { get; }

    private long DataStart { get; }

    private long FileLength { get; }

    // Length of the header's text.
    public static int TextLength(string path, ReadOnlySpan<byte> prefix, long fileLength)
    {
        if (prefix.Length < PrefixLength)
        {
            throw new ModelFormatException($"{path}: {fileLength} bytes; a safetensors file has 8 or more");
        }

        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > LongestText || (long)length > fileLength - PrefixLength)
        {
            throw new ModelFormatException($"{path}: the header claims {length} bytes; at most {Math.Min(LongestText, fileLength - PrefixLength)} can be");
        }

        return (int)length;
    }

    public static SafetensorsHeader Parse(string path, ReadOnlyMemory<byte> text, long fileLength)
    {
        var header = new SafetensorsHeader(path, PrefixLength + text.Length, fileLength);
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            header.Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The second: a name or a string with half a surrogate pair, which no text can hold.
            throw new ModelFormatException($"{path}: the header is no JSON: {e.Message}", e);
        }

        header.RequireGapless();
        return header;
    }

    private void Read(JsonElement root)
    {
        Require(root.ValueKind == JsonValueKind.Object, "the header is no JSON object");
        foreach (JsonProperty property in root.EnumerateObject())
        {
            Require(property.Value.ValueKind == JsonValueKind.Object, $"{property.Name} is no JSON object");
            if (property.Name == MetadataName)
            {
                foreach (JsonProperty pair in property.Value.EnumerateObject())
                {
                    Require(pair.Value.ValueKind == JsonValueKind.String, $"{MetadataName}.{pair.Name} is no string");
                    Metadata.Add(pair.Name, pair.Value.GetString()!);
                }
            }
            else
            {
                Tensors.Add(property.Name, ReadTensor(property.Name, property.Value));
            }
        }
    }

    private StoredTensor ReadTensor(string name, JsonElement entry)
    {
        Require(entry.TryGetProperty("dtype", out JsonElement dtype) && dtype.ValueKind == JsonValueKind.String, $"{name} has no dtype");
        string typeName = dtype.GetString()!;
        Require(Enum.TryParse(typeName, out ElementType type) && Enum.GetName(type) == typeName, $"{name} has the dtype {typeName}; one of {string.Join(", ", Enum.GetNames<ElementType>())} was expected");
        long[] lengths = ReadNumbers(name, entry, "shape");
        long[] offsets = ReadNumbers(name, entry, "data_offsets");
        Require(offsets.Length == 2 && offsets[0] <= offsets[1] && offsets[1] <= FileLength - DataStart, $"{name} lies at {string.Join(" .. ", offsets)}; the data has {FileLength - DataStart} bytes");

        // The product may overflow for a hostile shape: divide instead of multiplying.
        long room = offsets[1] - offsets[0];
        long count = 1;
        foreach (long length in lengths)
        {
            Require(length == 0 || count <= room / length, $"{name} of shape [{string.Join(", ", lengths)}] has only {room} bytes");
            count *= length;
        }

        Require(count <= room && count * StoredTensor.Size(type) == room, $"{name} of shape [{string.Join(", ", lengths)}] and {typeName} has {room} bytes");
        return new StoredTensor(name, type, lengths, DataStart + offsets[0], room);
    }

    private long[] ReadNumbers(string name, JsonElement entry, string property)
    {
        Require(entry.TryGetProperty(property, out JsonElement array) && array.ValueKind == JsonValueKind.Array, $"{name} has no {property}");
        Require(array.GetArrayLength() <= 16, $"{name} has {array.GetArrayLength()} numbers in {property}; at most 16 were expected");
        long[] numbers = new long[array.GetArrayLength()];
        for (int i = 0; i < numbers.Length; i++)
        {
            Require(array[i].ValueKind == JsonValueKind.Number && array[i].TryGetInt64(out numbers[i]) && numbers[i] >= 0, $"{name} has {array[i]} in {property}; a whole number of 0 or more was expected");
        }

        return numbers;
    }

    // Every byte of the data belongs to exactly one tensor, as the format demands.
    private void RequireGapless()
    {
        long at = DataStart;
        foreach (StoredTensor tensor in Tensors.Values.OrderBy(tensor => tensor.Start).ThenBy(tensor => tensor.ByteCount))
        {
            Require(tensor.Start == at, $"{tensor.Name} begins at byte {tensor.Start}; {at} was expected, tensors neither overlap nor leave gaps");
            at += tensor.ByteCount;
        }

        Require(at == FileLength, $"the tensors end at byte {at}, the file has {FileLength}");
    }

    private void Require(bool holds, string problem)
    {
        if (!holds)
        {
            throw new ModelFormatException($"{Path}: {problem}");
        }
    }
}

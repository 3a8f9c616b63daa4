using System.Text.Json;

namespace Earshot.Spatial.Devices;

/// <summary>A value of a device file with the line that it stands on; remembers which members were asked for.</summary>
internal sealed class DeviceNode
{
    private readonly Dictionary<string, DeviceNode> _members = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    private DeviceNode(string source, int line, string path)
    {
        Source = source;
        Line = line;
        Path = path;
    }

    /// <summary>What to call the file.</summary>
    public string Source { get; }

    /// <summary>The line, from 1.</summary>
    public int Line { get; }

    /// <summary>Where in the file, such as <c>drivers[1].position</c>; empty for the whole.</summary>
    public string Path { get; }

    /// <summary>The kind of value.</summary>
    public JsonTokenType Kind { get; private set; }

    /// <summary>The elements of an array.</summary>
    public List<DeviceNode> Items { get; } = [];

    /// <summary>The text of a string.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The value of a number.</summary>
    public double Number { get; private set; }

    /// <summary>Parses a whole file.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="source">What to call the file.</param>
    /// <exception cref="DeviceFormatException">The JSON is broken.</exception>
    public static DeviceNode Parse(ReadOnlySpan<byte> json, string source)
    {
        if (json.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            json = json[3..];
        }

        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 16 });
            if (!reader.Read())
            {
                throw new DeviceFormatException($"{source}: the file is empty; a device in JSON was expected");
            }

            DeviceNode root = Read(ref reader, json, source, "");
            return reader.Read() ? throw root.Error("something follows the device") : root;
        }
        catch (JsonException e)
        {
            throw new DeviceFormatException($"{source}:{(e.LineNumber ?? 0) + 1}: broken JSON at column {(e.BytePositionInLine ?? 0) + 1}", e);
        }
    }

    /// <summary>A member, or null where there is none; it then counts as known.</summary>
    /// <param name="name">Its name.</param>
    public DeviceNode? Find(string name)
    {
        Require(JsonTokenType.StartObject, "an object");
        _asked.Add(name);
        return _members.GetValueOrDefault(name);
    }

    /// <summary>A member that must be there.</summary>
    /// <param name="name">Its name.</param>
    public DeviceNode Get(string name) => Find(name) ?? throw Error($"{Named()} has no \"{name}\"");

    /// <summary>Checks the kind.</summary>
    public DeviceNode Require(JsonTokenType kind, string what) => Kind == kind ? this : throw Error($"{Named()} should be {what}");

    /// <summary>The text of a string.</summary>
    public string AsText() => Require(JsonTokenType.String, "text").Text;

    /// <summary>The value of a finite number.</summary>
    public double AsNumber() => Require(JsonTokenType.Number, "a number").Number;

    /// <summary>A list of numbers of a certain length.</summary>
    public double[] AsNumbers(int count)
    {
        Require(JsonTokenType.StartArray, $"a list of {count} numbers");
        return Items.Count == count ? [.. Items.Select(static i => i.AsNumber())] : throw Error($"{Named()} has {Items.Count} elements, expected {count} numbers");
    }

    /// <summary>Members that nobody asked for, here and below.</summary>
    public IEnumerable<DeviceNode> Unknown() =>
        _members.Where(m => !_asked.Contains(m.Key)).Select(static m => m.Value)
            .Concat(_members.Where(m => _asked.Contains(m.Key)).SelectMany(static m => m.Value.Unknown()))
            .Concat(Items.SelectMany(static i => i.Unknown()));

    /// <summary>The node at a path or the nearest one above it.</summary>
    /// <param name="path">Such as <c>drivers[1]</c>.</param>
    public DeviceNode Nearest(string path)
    {
        DeviceNode node = this;
        foreach (string part in path.Split('.', '['))
        {
            DeviceNode? next = part.EndsWith(']')
                ? node.Items.ElementAtOrDefault(int.Parse(part[..^1], System.Globalization.CultureInfo.InvariantCulture))
                : node._members.GetValueOrDefault(part);
            if (next is null)
            {
                return node;
            }

            node = next;
        }

        return node;
    }

    /// <summary>An error at this line.</summary>
    public DeviceFormatException Error(string problem, Exception? inner = null) => new($"{Source}:{Line}: {problem}", inner);

    private string Named() => Path.Length == 0 ? "the device" : Path;

    private static DeviceNode Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, string source, string path)
    {
        int line = 1 + json[..(int)reader.TokenStartIndex].Count((byte)'\n');
        var node = new DeviceNode(source, line, path) { Kind = reader.TokenType };
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    int at = 1 + json[..(int)reader.TokenStartIndex].Count((byte)'\n');
                    string name = reader.GetString()!;
                    reader.Read();
                    DeviceNode child = Read(ref reader, json, source, path.Length == 0 ? name : $"{path}.{name}");
                    if (!node._members.TryAdd(name, child))
                    {
                        throw new DeviceFormatException($"{source}:{at}: \"{child.Path}\" stands there twice");
                    }
                }

                break;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    node.Items.Add(Read(ref reader, json, source, $"{path}[{node.Items.Count}]"));
                }

                break;
            case JsonTokenType.String:
                node.Text = reader.GetString()!;
                break;
            case JsonTokenType.Number:
                node.Number = reader.TryGetDouble(out double value) && double.IsFinite(value) ? value : throw node.Error($"{path} is no finite number");
                break;
            default:
                break;
        }

        return node;
    }
}

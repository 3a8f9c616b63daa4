using System.Text.Json;

namespace Earshot.Watermarking.Keys;

/// <summary>Keys as small JSON files.</summary>
/// <remarks>
/// <c>{"format":"earshot-watermark-key","version":1,"id":"1a2b3c4d","name":"spring campaign","secret":"64 hexadecimal digits"}</c>.
/// The identifier is checked against the secret, so a damaged file is noticed.
/// </remarks>
public static class KeyFile
{
    /// <summary>The version that this code writes and reads.</summary>
    public const int Version = 1;

    /// <summary>Longest file that is read: a key needs less than 1 KiB.</summary>
    private const int MaxLength = 16 * 1024;

    private const string Format = "earshot-watermark-key";

    /// <summary>The key as JSON text, indented, with a line end.</summary>
    /// <param name="key">The key.</param>
    public static string Write(WatermarkKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var document = new KeyDocument
        {
            Format = Format,
            Version = Version,
            Id = key.Id,
            Name = key.Name,
            Secret = Convert.ToHexStringLower(key.Secret),
        };
        return JsonSerializer.Serialize(document, KeyJson.Default.KeyDocument) + "\n";
    }

    /// <summary>Reads a key from a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="KeyFormatException">The content is no key of this version.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static WatermarkKey Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = File.OpenRead(path);
        var bytes = new byte[MaxLength + 1];
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return Parse(bytes.AsSpan(0, length), path);
    }

    /// <summary>Reads a key from UTF-8 JSON.</summary>
    /// <param name="json">The bytes of the file.</param>
    /// <param name="source">What to call the source in messages.</param>
    /// <exception cref="KeyFormatException">The content is no key of this version.</exception>
    public static WatermarkKey Parse(ReadOnlySpan<byte> json, string source = "key")
    {
        if (json.Length > MaxLength)
        {
            throw new KeyFormatException($"{source}: more than {MaxLength} bytes, which no key file has");
        }

        KeyDocument? document;
        try
        {
            document = JsonSerializer.Deserialize(json, KeyJson.Default.KeyDocument);
        }
        catch (JsonException e)
        {
            throw new KeyFormatException(
                $"{source}: not a key file (broken JSON at line {(e.LineNumber ?? 0) + 1}); 'earshot watermark keygen' makes one", e);
        }

        if (document?.Format != Format)
        {
            throw new KeyFormatException($"{source}: not a key file: \"format\" should be \"{Format}\"");
        }

        if (document.Version != Version)
        {
            throw new KeyFormatException($"{source}: a key of version {document.Version}; this program reads version {Version}");
        }

        byte[] secret = ParseSecret(document.Secret, source);
        WatermarkKey key = WatermarkKey.FromSecret(secret, document.Name ?? "");
        if (document.Id is not null && document.Id != key.Id)
        {
            throw new KeyFormatException($"{source}: damaged: the secret belongs to key {key.Id}, the file says \"{document.Id}\"");
        }

        return key;
    }

    private static byte[] ParseSecret(string? text, string source)
    {
        if (text is null || text.Length != 2 * WatermarkKey.SecretLength)
        {
            throw new KeyFormatException($"{source}: \"secret\" should be {2 * WatermarkKey.SecretLength} hexadecimal digits");
        }

        try
        {
            return Convert.FromHexString(text);
        }
        catch (FormatException e)
        {
            throw new KeyFormatException($"{source}: \"secret\" should be {2 * WatermarkKey.SecretLength} hexadecimal digits", e);
        }
    }
}

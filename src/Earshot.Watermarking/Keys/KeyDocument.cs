using System.Text.Json.Serialization;

namespace Earshot.Watermarking.Keys;

/// <summary>The members of a key file.</summary>
internal sealed class KeyDocument
{
    [JsonPropertyName("format")]
    public string? Format { get; set; }

    [JsonPropertyName("version")]
    public int Version { get; set; }

    [JsonPropertyName("id")]
    public string? Id { get; set; }

    [JsonPropertyName("name")]
    public string? Name { get; set; }

    [JsonPropertyName("secret")]
    public string? Secret { get; set; }
}

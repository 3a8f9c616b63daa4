using System.Text.Json.Serialization;

namespace Earshot.Watermarking.Keys;

/// <summary>Generated serialisation of key files, so that nothing is found by reflection.</summary>
[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(KeyDocument))]
internal sealed partial class KeyJson : JsonSerializerContext;

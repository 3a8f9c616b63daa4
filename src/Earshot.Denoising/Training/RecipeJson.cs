using System.Text.Json;
using System.Text.Json.Serialization;

namespace Earshot.Denoising.Training;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip)]
[JsonSerializable(typeof(DenoiserRecipe))]
internal sealed partial class RecipeJson : JsonSerializerContext;

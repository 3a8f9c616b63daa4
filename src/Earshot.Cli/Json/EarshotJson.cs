using System.Text.Json;
using System.Text.Json.Serialization;
using Earshot.Cli.Benchmarking;
using Earshot.Cli.Info;
using Earshot.Cli.Listening;
using Earshot.Cli.Rooms;
using Earshot.Cli.Spatial;
using Earshot.Cli.Watermarking;

namespace Earshot.Cli.Json;

/// <summary>Every result that <c>--json</c> can print: one line below a record, written by generated code, so that trimming keeps it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(ReadableNumberConverter)])]
[JsonSerializable(typeof(InfoReport))]
[JsonSerializable(typeof(HeardEvent))]
[JsonSerializable(typeof(RoomReport))]
[JsonSerializable(typeof(EmbedReport))]
[JsonSerializable(typeof(ReverberationReport))]
[JsonSerializable(typeof(BenchFigure))]
[JsonSerializable(typeof(ScoreReport))]
[JsonSerializable(typeof(DesignReport))]
[JsonSerializable(typeof(RoomFigures))]
internal sealed partial class EarshotJson : JsonSerializerContext
{
    /// <summary>One JSON object as one line.</summary>
    /// <param name="value">A record that is listed above.</param>
    /// <typeparam name="T">The listed type, for an event its base.</typeparam>
    public static string Line<T>(T value) => JsonSerializer.Serialize(value, typeof(T), Default);
}

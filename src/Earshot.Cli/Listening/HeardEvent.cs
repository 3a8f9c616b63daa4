using System.Text.Json.Serialization;
using Earshot.Cli.Watermarking;

namespace Earshot.Cli.Listening;

/// <summary>Something that the device noticed; one line of <c>earshot listen</c>.</summary>
/// <param name="TimeSeconds">When it happened, in seconds from the start of the stream.</param>
/// <remarks>A capability adds its record, a derived-type line below with its name in JSON, and its stage in <see cref="ListeningStages"/>.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(LevelHeard), "level")]
[JsonDerivedType(typeof(SpeechStartHeard), "speech-start")]
[JsonDerivedType(typeof(SpeechEndHeard), "speech-end")]
[JsonDerivedType(typeof(MarkHeard), "watermark")]
[JsonDerivedType(typeof(PayloadHeard), "watermark-payload")]
[JsonDerivedType(typeof(MarkEndHeard), "watermark-end")]
internal abstract record HeardEvent([property: JsonPropertyOrder(-1)] double TimeSeconds)
{
    /// <summary>The name of the event, at most 12 letters, first on its line.</summary>
    public abstract string Label();

    /// <summary>What a person wants to know, without name and time.</summary>
    public abstract string Describe();
}

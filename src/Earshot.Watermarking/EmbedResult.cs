using Earshot.Signals;

namespace Earshot.Watermarking;

/// <summary>A marked programme.</summary>
/// <param name="Programme">The programme with its marks: same rate, channels and length.</param>
/// <param name="Marks">The marks, in order of time.</param>
/// <param name="Warnings">What a person should know: places where the mark will be hard to find.</param>
public sealed record EmbedResult(AudioBuffer Programme, IReadOnlyList<EmbeddedMark> Marks, IReadOnlyList<string> Warnings);

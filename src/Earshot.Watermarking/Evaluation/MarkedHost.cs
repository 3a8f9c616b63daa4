using Earshot.Signals;
using Earshot.Watermarking.Keys;

namespace Earshot.Watermarking.Evaluation;

/// <summary>A marked clip and the truth about it.</summary>
/// <param name="Class">Host class.</param>
/// <param name="Host">The clip before.</param>
/// <param name="Marked">The clip after.</param>
/// <param name="Mark">The mark.</param>
/// <param name="Key">The key.</param>
internal sealed record MarkedHost(string Class, AudioBuffer Host, AudioBuffer Marked, EmbeddedMark Mark, WatermarkKey Key);

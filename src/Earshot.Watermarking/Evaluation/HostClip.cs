using Earshot.Signals;

namespace Earshot.Watermarking.Evaluation;

/// <summary>A piece of programme that a trial marks, or listens to unmarked.</summary>
/// <param name="Class">Host class: speech, dense-music ...</param>
/// <param name="Audio">Mono, at the rate that was asked for.</param>
internal sealed record HostClip(string Class, AudioBuffer Audio);

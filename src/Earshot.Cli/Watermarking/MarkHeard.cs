using Earshot.Cli.Listening;

namespace Earshot.Cli.Watermarking;

/// <summary>A mark was found.</summary>
/// <param name="TimeSeconds">When this was decided.</param>
/// <param name="KeyId">Identifier of the key.</param>
/// <param name="StartSeconds">Where the mark starts.</param>
/// <param name="Profile"><c>event</c>, or <c>continuous</c> for a mark that repeats.</param>
/// <param name="Bands">Where in the spectrum it lies.</param>
/// <param name="Score">Score in standard deviations of an unmarked signal.</param>
/// <param name="FalseAlarmsPerHour">How often an unmarked programme reaches it by chance.</param>
/// <param name="SkewPpm">Clock of the listener against that of the mark, in parts per million.</param>
internal sealed record MarkHeard(
    double TimeSeconds,
    string KeyId,
    double StartSeconds,
    string Profile,
    string Bands,
    double Score,
    double FalseAlarmsPerHour,
    double SkewPpm) : HeardEvent(TimeSeconds)
{
    /// <inheritdoc/>
    public override string Label() => "watermark";

    /// <inheritdoc/>
    public override string Describe() =>
        $"{Profile} mark of key {KeyId} since {StartSeconds:0.00} s, score {Score:0.0}, {Bands}, skew {SkewPpm:+0;-0;0} ppm";
}

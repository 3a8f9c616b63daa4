using Earshot.Cli.Listening;

namespace Earshot.Cli.Watermarking;

/// <summary>A repeating mark is no longer heard.</summary>
/// <param name="TimeSeconds">When this was decided.</param>
/// <param name="KeyId">Identifier of the key.</param>
/// <param name="StartSeconds">Where the mark started.</param>
internal sealed record MarkEndHeard(double TimeSeconds, string KeyId, double StartSeconds) : HeardEvent(TimeSeconds)
{
    /// <inheritdoc/>
    public override string Label() => "watermark";

    /// <inheritdoc/>
    public override string Describe() => $"mark of key {KeyId} ends, heard since {StartSeconds:0.00} s";
}

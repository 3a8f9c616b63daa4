using Earshot.Cli.Listening;

namespace Earshot.Cli.Watermarking;

/// <summary>The payload of a mark was read.</summary>
/// <param name="TimeSeconds">When its last frame was heard.</param>
/// <param name="KeyId">Identifier of the key.</param>
/// <param name="StartSeconds">Where the mark starts.</param>
/// <param name="Payload">Four hexadecimal digits.</param>
/// <param name="Timestamp">The time that it stands for in ISO 8601; null when it is no time stamp.</param>
/// <param name="Score">Agreement of what was heard with what was read, in standard deviations of chance.</param>
internal sealed record PayloadHeard(
    double TimeSeconds,
    string KeyId,
    double StartSeconds,
    string Payload,
    string? Timestamp,
    double Score) : HeardEvent(TimeSeconds)
{
    /// <inheritdoc/>
    public override string Label() => "payload";

    /// <inheritdoc/>
    public override string Describe() => Timestamp is null
        ? $"{Payload} in the mark of key {KeyId} since {StartSeconds:0.00} s"
        : $"time stamp {Timestamp} in the mark of key {KeyId} since {StartSeconds:0.00} s";
}

namespace Earshot.Watermarking;

/// <summary>The payload of a mark was read, and its check fits.</summary>
/// <param name="KeyId">Identifier of the key.</param>
/// <param name="Start">Start of the mark that carries it.</param>
/// <param name="DecidedAt">How much of the stream had been heard when this was decided.</param>
/// <param name="Payload">The payload.</param>
/// <param name="Score">Agreement of the received frames with the decoded ones, in standard deviations of chance.</param>
public sealed record WatermarkPayloadRead(
    string KeyId,
    TimeSpan Start,
    TimeSpan DecidedAt,
    WatermarkPayload Payload,
    double Score) : WatermarkEvent(KeyId, Start, DecidedAt);

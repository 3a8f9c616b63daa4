using Earshot.Watermarking;

namespace Earshot.Cli.Watermarking;

/// <summary>What <c>earshot watermark embed</c> did.</summary>
/// <param name="KeyId">Identifier of the key.</param>
/// <param name="Profile"><c>event</c> or <c>continuous</c>.</param>
/// <param name="StartSeconds">Start of the mark.</param>
/// <param name="DurationSeconds">Length of the mark.</param>
/// <param name="Bands">Where in the spectrum it lies.</param>
/// <param name="Payload">Four hexadecimal digits; null for presence alone.</param>
/// <param name="Detectability">Expected detectability: <c>good</c>, <c>fair</c>, <c>poor</c> or <c>none</c>; null for the continuous profile, for which nothing is predicted.</param>
/// <param name="RoomScore">Expected score across an ordinary room with noise; null likewise.</param>
/// <param name="CleanScore">Expected score without a room; null likewise.</param>
/// <param name="Warnings">What a person should know.</param>
internal sealed record EmbedReport(
    string KeyId,
    string Profile,
    double StartSeconds,
    double DurationSeconds,
    string Bands,
    string? Payload,
    string? Detectability,
    double? RoomScore,
    double? CleanScore,
    IReadOnlyList<string> Warnings)
{
    /// <summary>The report of a marked recording.</summary>
    /// <param name="keyId">Identifier of the key.</param>
    /// <param name="profile"><c>event</c> or <c>continuous</c>.</param>
    /// <param name="result">The marked recording.</param>
    public static EmbedReport Of(string keyId, string profile, EmbedResult result)
    {
        EmbeddedMark mark = result.Marks[0];
        // The prediction is about the event profile; a continuous mark lies in all bands and is gathered over its repetitions.
        MarkPrediction? prediction = profile == "event" ? mark.Prediction : null;
        return new EmbedReport(
            keyId,
            profile,
            mark.Start.TotalSeconds,
            mark.Duration.TotalSeconds,
            BandText.Of(prediction?.Bands ?? MarkBands.All),
            mark.Payload?.ToString(),
            prediction is null ? null : Word(prediction.Detectability),
            prediction?.RoomScore,
            prediction?.CleanScore,
            result.Warnings);
    }

    /// <summary>The report for a person, in one line.</summary>
    public string ToText() =>
        $"{Profile} mark of key {KeyId} at {StartSeconds:0.00} s for {DurationSeconds:0.00} s in {Bands}"
        + (Payload is null ? "" : $", payload {Payload}")
        + (Detectability is null
            ? ", to be found after several repetitions"
            : $"; detectability {Detectability}: expected score {RoomScore:0} across a room, {CleanScore:0} on a clean path");

    private static string Word(Detectability detectability) => detectability switch
    {
        Earshot.Watermarking.Detectability.Good => "good",
        Earshot.Watermarking.Detectability.Fair => "fair",
        Earshot.Watermarking.Detectability.Poor => "poor",
        _ => "none",
    };
}

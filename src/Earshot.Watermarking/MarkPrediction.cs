namespace Earshot.Watermarking;

/// <summary>What the embedder expects of a mark at one place, before it is made.</summary>
/// <param name="Start">Where the mark would start.</param>
/// <param name="Bands">The sub-bands it would occupy.</param>
/// <param name="RoomScore">Expected score at 2 m in an ordinary living room (RT60 0.4 s) with pink noise 10 dB under the programme.</param>
/// <param name="CleanScore">Expected score without room, with noise 50 dB under the programme.</param>
/// <param name="Detectability">The two scores in a word.</param>
public sealed record MarkPrediction(
    TimeSpan Start, MarkBands Bands, double RoomScore, double CleanScore, Detectability Detectability);

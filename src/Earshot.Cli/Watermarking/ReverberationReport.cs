using Earshot.Watermarking;

namespace Earshot.Cli.Watermarking;

/// <summary>The reverberation that one mark shows.</summary>
/// <param name="KeyId">Identifier of the key.</param>
/// <param name="StartSeconds">Start of the mark.</param>
/// <param name="Rt60Seconds">Reverberation time between 1 and 4 kHz.</param>
/// <param name="Score">Score of the mark.</param>
internal sealed record ReverberationReport(string KeyId, double StartSeconds, double Rt60Seconds, double Score)
{
    /// <summary>The report of a mark.</summary>
    /// <param name="keyId">Identifier of the key.</param>
    /// <param name="mark">The mark.</param>
    public static ReverberationReport Of(string keyId, MarkReverberation mark) =>
        new(keyId, mark.Start.TotalSeconds, mark.Rt60Seconds, mark.Score);

    /// <summary>The report for a person, in one line.</summary>
    public string ToText() => $"{StartSeconds,8:0.00} s  RT60 about {Rt60Seconds:0.00} s  (mark of key {KeyId}, score {Score:0.0})";
}

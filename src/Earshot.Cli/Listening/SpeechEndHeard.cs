namespace Earshot.Cli.Listening;

/// <summary>Nobody speaks any more.</summary>
/// <param name="TimeSeconds">When the last word ended.</param>
/// <param name="StartSeconds">When the talk began.</param>
internal sealed record SpeechEndHeard(double TimeSeconds, double StartSeconds) : HeardEvent(TimeSeconds)
{
    /// <inheritdoc/>
    public override string Label() => "speech";

    /// <inheritdoc/>
    public override string Describe() => $"ends after {TimeSeconds - StartSeconds:0.00} s";
}

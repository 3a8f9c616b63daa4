namespace Earshot.Cli.Listening;

/// <summary>Somebody began to speak.</summary>
/// <param name="TimeSeconds">When.</param>
internal sealed record SpeechStartHeard(double TimeSeconds) : HeardEvent(TimeSeconds)
{
    /// <inheritdoc/>
    public override string Label() => "speech";

    /// <inheritdoc/>
    public override string Describe() => "starts";
}

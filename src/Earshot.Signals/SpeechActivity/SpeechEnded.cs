namespace Earshot.Signals.SpeechActivity;

/// <summary>Nobody speaks any more.</summary>
/// <param name="Time">End of the speech, from the start of the stream.</param>
/// <param name="Start">Time of the <see cref="SpeechStarted"/> that belongs to it.</param>
public sealed record SpeechEnded(TimeSpan Time, TimeSpan Start) : SpeechActivityEvent(Time)
{
    /// <summary>Length of the speech.</summary>
    public TimeSpan Duration => Time - Start;
}

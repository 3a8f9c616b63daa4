namespace Earshot.Signals.SpeechActivity;

/// <summary>Someone began to speak.</summary>
/// <param name="Time">Start of the speech, from the start of the stream.</param>
public sealed record SpeechStarted(TimeSpan Time) : SpeechActivityEvent(Time);

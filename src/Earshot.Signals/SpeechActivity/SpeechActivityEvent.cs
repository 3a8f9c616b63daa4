namespace Earshot.Signals.SpeechActivity;

/// <summary>Something that <see cref="SpeechActivityDetector"/> noticed.</summary>
/// <param name="Time">When it happened, from the start of the stream; earlier than when the event becomes readable.</param>
public abstract record SpeechActivityEvent(TimeSpan Time);

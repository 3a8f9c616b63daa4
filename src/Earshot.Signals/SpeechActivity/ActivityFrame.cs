namespace Earshot.Signals.SpeechActivity;

// What one frame says: mean log likelihood ratio of speech, and periodicity 0 .. 1.
internal readonly record struct ActivityFrame(float LogRatio, float Voicing);

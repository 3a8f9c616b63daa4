namespace Earshot.Signals.SpeechActivity;

// From features to the start and the end of speech, with hysteresis and hang-over; time is counted in frames of 10 ms.
// A sound becomes speech when enough of its last half second was voiced, and stays speech until neither activity (for the hang-over) nor
// voicing (for 0.8 s) occurred. Starts are dated back to where the sound rose, ends to where it last was.
internal sealed class ActivityDecision
{
    private const int MemoryLength = 50; // frames within which the voiced ones must lie
    private const int JoinFrames = 20; // activity that pauses for less is one sound
    private const int LeadFrames = 20; // unvoiced sound before the first voiced frame that may belong to the word
    private const int UnvoicedFrames = 80; // longer without a voiced frame is no speech
    private const float HoldShare = 0.5f; // of the threshold: enough to stay active

    private readonly float _threshold;
    private readonly float _voicingThreshold;
    private readonly int _voicedFrames;
    private readonly int _hangoverFrames;
    private readonly bool[] _voiced = new bool[MemoryLength]; // ring
    private int _voicedCount;
    private long _soundStart;
    private long _lastActive;
    private long _lastVoiced;
    private long _firstVoiced;
    private long _frame;

    internal ActivityDecision(SpeechActivityOptions options)
    {
        _threshold = (float)options.Threshold;
        _voicingThreshold = (float)options.VoicingThreshold;
        _voicedFrames = (int)Math.Round(options.VoicedSeconds * 100);
        _hangoverFrames = (int)Math.Round(options.HangoverSeconds * 100);
        Reset();
    }

    internal bool IsSpeech { get; private set; }

    internal long StartFrame { get; private set; } // of the speech that is on, or was on last

    internal long EndFrame { get; private set; } // one past the last frame, once the speech has ended

    // True when IsSpeech changed.
    internal bool Update(ActivityFrame frame)
    {
        // 1. Is there a sound, and is it voiced?
        bool active = frame.LogRatio > (IsSpeech ? HoldShare * _threshold : _threshold);
        bool voiced = active && frame.Voicing > _voicingThreshold;
        if (active)
        {
            if (_frame - _lastActive > JoinFrames)
            {
                _soundStart = _frame;
            }

            _lastActive = _frame;
        }

        // 2. Voiced frames of the last half second.
        int slot = (int)(_frame % MemoryLength);
        _voicedCount += (voiced ? 1 : 0) - (_voiced[slot] ? 1 : 0);
        _voiced[slot] = voiced;
        if (voiced)
        {
            _firstVoiced = _frame - _lastVoiced >= MemoryLength ? _frame : _firstVoiced;
            _lastVoiced = _frame;
        }

        _frame++;
        return IsSpeech ? TryEnd() : TryStart(active);
    }

    // The stream is over: speech that is on ends where it last was.
    internal bool Complete()
    {
        EndFrame = Math.Min(_lastActive + 1, _frame);
        bool changed = IsSpeech;
        IsSpeech = false;
        return changed;
    }

    internal void Reset()
    {
        Array.Clear(_voiced);
        _voicedCount = 0;
        _frame = 0;
        _soundStart = 0;
        _firstVoiced = 0;
        _lastActive = _lastVoiced = -1000;
        StartFrame = EndFrame = 0;
        IsSpeech = false;
    }

    private bool TryStart(bool active)
    {
        if (!active || _voicedCount < _voicedFrames)
        {
            return false;
        }

        StartFrame = _voicedFrames == 0 ? _soundStart : Math.Max(_soundStart, _firstVoiced - LeadFrames);
        StartFrame = Math.Max(StartFrame, EndFrame);
        IsSpeech = true;
        return true;
    }

    private bool TryEnd()
    {
        bool silent = _frame - _lastActive > _hangoverFrames;
        bool unvoiced = _voicedFrames > 0 && _frame - _lastVoiced > UnvoicedFrames;
        if (!silent && !unvoiced)
        {
            return false;
        }

        EndFrame = silent ? _lastActive + 1 : Math.Min(_lastVoiced + LeadFrames, _frame);
        IsSpeech = false;
        return true;
    }
}

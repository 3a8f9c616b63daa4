using System.Diagnostics.CodeAnalysis;
using Earshot.Signals.Streaming;

namespace Earshot.Conformance.Faults;

// A sound analyzer whose single steps can be replaced by faulty ones. It reports every time a decaying maximum of the
// interleaved-by-sample sum of two channels crosses 0.2 upwards, with the sample and the level; 16 kHz.
internal sealed class ScriptedAnalyzer : IAudioAnalyzer<ScriptedEvent>
{
    private readonly Queue<ScriptedEvent> _events = new();
    private bool _completed;

    public Func<float, float> Clean { get; init; } = Finite.OrZero;

    public Func<float, float> Report { get; init; } = level => level;

    public Action<int> BeforeBlock { get; init; } = _ => { };

    public Action<ScriptedAnalyzer> Forget { get; init; } = self => self.ForgetAll();

    public bool LocksAfterCompletion { get; init; } = true;

    public bool ChecksLengths { get; init; } = true;

    // Reports once a block instead of once a crossing.
    public bool LooksOnceABlock { get; init; }

    public float Level { get; set; }

    public long Position { get; set; }

    public int SampleRate => 16000;

    public int ChannelCount => 2;

    public void Accept(ReadOnlySpan<float> samples)
    {
        if (_completed && LocksAfterCompletion)
        {
            throw new InvalidOperationException("the stream was completed; call Reset first");
        }

        if (ChecksLengths && samples.Length % 2 != 0)
        {
            throw new ArgumentException($"expected a multiple of 2 channels, got {samples.Length} samples", nameof(samples));
        }

        int length = samples.Length / 2;
        BeforeBlock(length);
        float start = Level;
        for (int n = 0; n < length; n++)
        {
            float before = Level;
            Level = Math.Max(0.999f * Level, Math.Abs(Clean(samples[n]) + Clean(samples[length + n])));
            if (before < 0.2f && !(Level < 0.2f) && !LooksOnceABlock)
            {
                _events.Enqueue(new ScriptedEvent(Position, Report(Level)));
            }

            Position++;
        }

        if (LooksOnceABlock && start < 0.2f && Level >= 0.2f)
        {
            _events.Enqueue(new ScriptedEvent(Position, Report(Level)));
        }
    }

    public bool TryRead([MaybeNullWhen(false)] out ScriptedEvent next) => _events.TryDequeue(out next);

    public void Complete() => _completed = true;

    public void Reset() => Forget(this);

    public void ForgetAll()
    {
        _events.Clear();
        (Level, Position, _completed) = (0, 0, false);
    }
}

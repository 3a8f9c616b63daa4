using System.Diagnostics.CodeAnalysis;
using Earshot.Signals.Streaming;

namespace Earshot.Signals.Tests.Streaming;

// Reports (start, peak) of every 100 samples, and of what is left at the end.
internal sealed class PeakAnalyzer : IAudioAnalyzer<(long Start, float Peak)>
{
    private readonly Queue<(long Start, float Peak)> _events = new();
    private long _start;
    private int _count;
    private float _peak;
    private bool _completed;

    public int SampleRate => 16000;

    public int ChannelCount => 1;

    public void Accept(ReadOnlySpan<float> samples)
    {
        if (_completed)
        {
            throw new InvalidOperationException("the stream was completed");
        }

        foreach (float sample in samples)
        {
            _peak = Math.Max(_peak, Math.Abs(Finite.OrZero(sample)));
            if (++_count == 100)
            {
                Close();
            }
        }
    }

    public bool TryRead([MaybeNullWhen(false)] out (long Start, float Peak) next) => _events.TryDequeue(out next);

    public void Complete()
    {
        _completed = true;
        if (_count > 0)
        {
            Close();
        }
    }

    public void Reset()
    {
        _events.Clear();
        (_start, _count, _peak, _completed) = (0, 0, 0, false);
    }

    private void Close()
    {
        _events.Enqueue((_start, _peak));
        (_start, _count, _peak) = (_start + _count, 0, 0);
    }
}

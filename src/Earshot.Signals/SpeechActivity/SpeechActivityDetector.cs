using System.Diagnostics.CodeAnalysis;
using Earshot.Signals.Streaming;

namespace Earshot.Signals.SpeechActivity;

/// <summary>Notices when someone begins and stops speaking, in a stream.</summary>
/// <remarks>
/// A likelihood-ratio detector (Sohn, Kim and Sung 1999) over ERB bands against a noise floor by minimum statistics (Martin 2001), which
/// must also find the sound voiced (autocorrelation) before it is called speech: rain, keyboards and wind rise and fall but have no
/// pitch. Music, sirens and animals with a pitch can pass. Channels are averaged. A start is readable about 0.1 to 0.2 s after it
/// happened, an end after the hang-over; the times in the events are those of the sound. Allocates only the events.
/// </remarks>
public sealed class SpeechActivityDetector : IAudioAnalyzer<SpeechActivityEvent>
{
    private readonly Queue<SpeechActivityEvent> _events = new();
    private readonly ActivityFeatures _features;
    private readonly ActivityDecision _decision;
    private readonly float[] _frame; // [sample], the last FrameLength samples
    private readonly float[] _sum; // scratch, one hop of averaged channels
    private int _filled;
    private TimeSpan _start;
    private bool _completed;

    /// <summary>Creates a detector.</summary>
    /// <param name="sampleRate">Samples per second and channel, 8000 or more.</param>
    /// <param name="channelCount">Channels, 1 or more.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate or the number of channels is too low.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public SpeechActivityDetector(int sampleRate, int channelCount = 1, SpeechActivityOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 8000);
        ArgumentOutOfRangeException.ThrowIfLessThan(channelCount, 1);
        options ??= new SpeechActivityOptions();
        options.Validate(nameof(options));
        SampleRate = sampleRate;
        ChannelCount = channelCount;
        _features = new ActivityFeatures(sampleRate);
        _decision = new ActivityDecision(options);
        _frame = new float[_features.FrameLength];
        _sum = new float[_features.HopLength];
    }

    /// <inheritdoc/>
    public int SampleRate { get; }

    /// <inheritdoc/>
    public int ChannelCount { get; }

    /// <summary>True while speech is on, as far as the stream has been heard.</summary>
    public bool IsSpeech => _decision.IsSpeech;

    internal ActivityFrame LastFrame { get; private set; }

    /// <inheritdoc/>
    public void Accept(ReadOnlySpan<float> samples)
    {
        if (_completed)
        {
            throw new InvalidOperationException("the stream was completed; Reset starts a new one");
        }

        int length = samples.Length / ChannelCount;
        if (length * ChannelCount != samples.Length)
        {
            throw new ArgumentException($"{samples.Length} samples are no multiple of {ChannelCount} channels", nameof(samples));
        }

        for (int done = 0; done < length;)
        {
            int count = Math.Min(Math.Min(length - done, _frame.Length - _filled), _sum.Length);
            Average(samples, length, done, _frame.AsSpan(_filled, count));
            _filled += count;
            done += count;
            if (_filled == _frame.Length)
            {
                Observe();
                _frame.AsSpan(_features.HopLength).CopyTo(_frame);
                _filled -= _features.HopLength;
            }
        }
    }

    /// <inheritdoc/>
    public bool TryRead([MaybeNullWhen(false)] out SpeechActivityEvent next) => _events.TryDequeue(out next);

    /// <inheritdoc/>
    public void Complete()
    {
        if (!_completed && _decision.Complete())
        {
            _events.Enqueue(new SpeechEnded(TimeOf(_decision.EndFrame), _start));
        }

        _completed = true;
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _events.Clear();
        _features.Reset();
        _decision.Reset();
        _filled = 0;
        _completed = false;
        LastFrame = default;
    }

    private void Average(ReadOnlySpan<float> samples, int length, int start, Span<float> target)
    {
        Span<float> sum = _sum.AsSpan(0, target.Length);
        sum.Clear();
        for (int c = 0; c < ChannelCount; c++)
        {
            ReadOnlySpan<float> channel = samples.Slice((c * length) + start, target.Length);
            for (int n = 0; n < sum.Length; n++)
            {
                sum[n] += Finite.OrZero(channel[n]);
            }
        }

        float scale = 1f / ChannelCount;
        for (int n = 0; n < sum.Length; n++)
        {
            target[n] = sum[n] * scale;
        }
    }

    private void Observe()
    {
        LastFrame = _features.Measure(_frame);
        if (!_decision.Update(LastFrame))
        {
            return;
        }

        if (_decision.IsSpeech)
        {
            _start = TimeOf(_decision.StartFrame);
            _events.Enqueue(new SpeechStarted(_start));
        }
        else
        {
            _events.Enqueue(new SpeechEnded(TimeOf(_decision.EndFrame), _start));
        }
    }

    // Frame t stands for the hop around its middle.
    private TimeSpan TimeOf(long frame) =>
        TimeSpan.FromSeconds(((frame * _features.HopLength) + (1.5 * _features.HopLength)) / SampleRate);
}

using System.Diagnostics.CodeAnalysis;
using Earshot.Signals.Streaming;

namespace Earshot.Cli.Listening;

/// <summary>Puts any analyser into the pipeline.</summary>
/// <typeparam name="TEvent">What the analyser reports.</typeparam>
internal sealed class AnalyzerStage<TEvent> : IListeningStage
{
    private readonly IAudioAnalyzer<TEvent> _analyzer;
    private readonly Func<TEvent, HeardEvent?> _translate;

    /// <summary>Wraps an analyser.</summary>
    /// <param name="analyzer">A fresh analyser.</param>
    /// <param name="delay">By how much an event can be known later than the time that it carries.</param>
    /// <param name="translate">Makes the line out of the event; null for one that is not worth a line.</param>
    public AnalyzerStage(IAudioAnalyzer<TEvent> analyzer, TimeSpan delay, Func<TEvent, HeardEvent?> translate)
    {
        _analyzer = analyzer;
        _translate = translate;
        Delay = delay;
    }

    /// <inheritdoc/>
    public int SampleRate => _analyzer.SampleRate;

    /// <inheritdoc/>
    public int ChannelCount => _analyzer.ChannelCount;

    /// <inheritdoc/>
    public TimeSpan Delay { get; }

    /// <inheritdoc/>
    public void Accept(ReadOnlySpan<float> samples) => _analyzer.Accept(samples);

    /// <inheritdoc/>
    public bool TryRead([MaybeNullWhen(false)] out HeardEvent next)
    {
        while (_analyzer.TryRead(out TEvent? raw))
        {
            next = _translate(raw);
            if (next is not null)
            {
                return true;
            }
        }

        next = null;
        return false;
    }

    /// <inheritdoc/>
    public void Complete() => _analyzer.Complete();
}

namespace Earshot.Conformance;

/// <summary>An analyzer whose events are read as text, so that one suite serves every event type.</summary>
public abstract class AnalyzerUnderTest
{
    /// <summary>The analyzer's own type.</summary>
    public abstract Type Type { get; }

    /// <inheritdoc cref="Signals.Streaming.IAudioAnalyzer{TEvent}.SampleRate"/>
    public abstract int SampleRate { get; }

    /// <inheritdoc cref="Signals.Streaming.IAudioAnalyzer{TEvent}.ChannelCount"/>
    public abstract int ChannelCount { get; }

    /// <inheritdoc cref="Signals.Streaming.IAudioAnalyzer{TEvent}.Accept"/>
    public abstract void Accept(ReadOnlySpan<float> samples);

    /// <summary>The next event as JSON, in which every number has all its digits; null when there is none.</summary>
    public abstract string? Read();

    /// <inheritdoc cref="Signals.Streaming.IAudioAnalyzer{TEvent}.Complete"/>
    public abstract void Complete();

    /// <inheritdoc cref="Signals.Streaming.IAudioAnalyzer{TEvent}.Reset"/>
    public abstract void Reset();
}

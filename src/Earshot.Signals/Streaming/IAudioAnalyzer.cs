using System.Diagnostics.CodeAnalysis;

namespace Earshot.Signals.Streaming;

/// <summary>A real-time stage that turns audio into typed events.</summary>
/// <typeparam name="TEvent">The event, a record with times from the start of the stream.</typeparam>
/// <remarks>
/// Takes blocks of any length; the events do not depend on how the stream was chopped. <see cref="Accept"/> allocates nothing
/// unless an event occurs. One instance, one stream, one thread at a time. Samples that are not finite are taken as 0.
/// </remarks>
public interface IAudioAnalyzer<TEvent>
{
    /// <summary>Samples per second and channel that <see cref="Accept"/> expects.</summary>
    int SampleRate { get; }

    /// <summary>Channels that <see cref="Accept"/> expects.</summary>
    int ChannelCount { get; }

    /// <summary>Takes the next samples of the stream.</summary>
    /// <param name="samples">Planar block: ChannelCount x any number of samples.</param>
    /// <exception cref="ArgumentException">The length is no multiple of <see cref="ChannelCount"/>.</exception>
    /// <exception cref="InvalidOperationException">The stream was completed.</exception>
    void Accept(ReadOnlySpan<float> samples);

    /// <summary>Takes the oldest event that has not been read yet.</summary>
    /// <param name="next">The event.</param>
    /// <returns>False when there is none at the moment.</returns>
    bool TryRead([MaybeNullWhen(false)] out TEvent next);

    /// <summary>Ends the stream; events that were waiting for more audio become readable.</summary>
    void Complete();

    /// <summary>Returns to the state at birth.</summary>
    void Reset();
}

using System.Diagnostics.CodeAnalysis;

namespace Earshot.Cli.Listening;

/// <summary>One analyser of the pipeline, behind the event type that all of them share.</summary>
internal interface IListeningStage
{
    /// <summary>Samples per second that the stage wants.</summary>
    int SampleRate { get; }

    /// <summary>Channels that the stage wants: those of the stream, or 1 for their mean.</summary>
    int ChannelCount { get; }

    /// <summary>By how much an event can be known later than the time that it carries; bounds the delay of the pipeline.</summary>
    TimeSpan Delay { get; }

    /// <summary>Takes the next samples.</summary>
    /// <param name="samples">Planar block.</param>
    void Accept(ReadOnlySpan<float> samples);

    /// <summary>Takes the oldest event that has not been read yet.</summary>
    /// <param name="next">The event.</param>
    /// <returns>False when there is none at the moment.</returns>
    bool TryRead([MaybeNullWhen(false)] out HeardEvent next);

    /// <summary>Ends the stream.</summary>
    void Complete();
}

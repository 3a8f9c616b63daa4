namespace Earshot.Watermarking;

/// <summary>Where a mark should go and what it should carry.</summary>
public sealed class MarkRequest
{
    /// <summary>Start of the stretch in which the mark may lie; null means the start of the programme.</summary>
    /// <value>Default null.</value>
    public TimeSpan? At { get; init; }

    /// <summary>Length of that stretch. A stretch as long as the mark fixes the place; a longer one lets the embedder choose the best place in it.</summary>
    /// <value>Default null: to the end of the programme, or exactly at <see cref="At"/> when that is given.</value>
    public TimeSpan? Duration { get; init; }

    /// <summary>What the mark carries, or null for presence alone.</summary>
    /// <value>Default null.</value>
    public WatermarkPayload? Payload { get; init; }

    /// <summary>Whether to mark even where the mark will hardly be found.</summary>
    /// <value>Default false.</value>
    public bool Force { get; init; }
}

using System.Numerics;

namespace Earshot.Neural.Layers;

// The keys and values that a stream's next frames may attend to, and working memory.
internal sealed class AttentionState<T>(int frames, int size) : LayerState
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public FrameHistory<T> Keys { get; } = new(frames, size);

    public FrameHistory<T> Values { get; } = new(frames, size);

    public T[] Projected { get; } = new T[3 * size]; // query, key, value

    public T[] Scores { get; } = new T[frames];

    public T[] Mixed { get; } = new T[size];

    public override void Reset()
    {
        Keys.Clear();
        Values.Clear();
    }
}

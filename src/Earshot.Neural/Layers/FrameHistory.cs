using System.Numerics;

namespace Earshot.Neural.Layers;

// The last frames of a stream as one contiguous stretch, oldest first. A ring that is written twice as long as it needs to be: frames move back to its start
// once per turn, so that a window never wraps.
internal sealed class FrameHistory<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _frames; // [2 * Capacity][Width]
    private int _end; // frames, one past the newest

    public FrameHistory(int capacity, int width)
    {
        Capacity = capacity;
        Width = width;
        _frames = new T[2 * capacity * width];
        Clear();
    }

    public int Capacity { get; }

    public int Width { get; }

    // Frames that arrived, at most Capacity.
    public int Count { get; private set; }

    // The last Capacity frames; zeros stand for those before the first.
    public ReadOnlySpan<T> Window => _frames.AsSpan((_end - Capacity) * Width, Capacity * Width);

    // Those of them that arrived.
    public ReadOnlySpan<T> Arrived => _frames.AsSpan((_end - Count) * Width, Count * Width);

    // Room for the next frame, which the caller fills.
    public Span<T> Push()
    {
        if (_end == 2 * Capacity)
        {
            _frames.AsSpan((Capacity + 1) * Width).CopyTo(_frames);
            _end = Capacity - 1;
        }

        Count = Math.Min(Count + 1, Capacity);
        return _frames.AsSpan(_end++ * Width, Width);
    }

    public void Clear()
    {
        _frames.AsSpan().Clear();
        _end = Capacity;
        Count = 0;
    }
}

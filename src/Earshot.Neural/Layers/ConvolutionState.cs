using System.Numerics;

namespace Earshot.Neural.Layers;

// The frames that a convolution still sees, and where its stride stands.
internal sealed class ConvolutionState<T>(int frames, int width, int windowCount) : LayerState
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private int _wait;

    public FrameHistory<T> History { get; } = new(frames, width);

    // Working memory: what the weight is multiplied with, where that does not lie together in the history.
    public T[] Windows { get; } = new T[windowCount];

    // Whether the frame that has just arrived gives an output.
    public bool IsDue(int stride)
    {
        bool isDue = _wait == 0;
        _wait = isDue ? stride - 1 : _wait - 1;
        return isDue;
    }

    public override void Reset()
    {
        History.Clear();
        _wait = 0;
    }
}

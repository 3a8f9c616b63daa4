using System.Numerics;

namespace Earshot.Neural.Layers;

// In use, batch normalisation is y = slope x + shift: both as they were when the stream began.
internal sealed class BatchNormState<T>(int size) : LayerState
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T[] Slope { get; } = new T[size];

    public T[] Shift { get; } = new T[size];

    public override void Reset()
    {
        // Nothing depends on the frames that went by.
    }
}

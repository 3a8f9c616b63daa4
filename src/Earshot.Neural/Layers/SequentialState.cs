using System.Numerics;

namespace Earshot.Neural.Layers;

// The states of chained layers and the frames between them.
internal sealed class SequentialState<T>(StreamingLayer<T>[] layers) : LayerState
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public LayerState[] States { get; } = [.. layers.Select(layer => layer.NewState())];

    public T[][] Frames { get; } = [.. layers[..^1].Select(layer => new T[layer.OutputSize])];

    public override void Reset()
    {
        foreach (LayerState state in States)
        {
            state.Reset();
        }
    }
}

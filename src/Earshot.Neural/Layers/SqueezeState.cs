using System.Numerics;

namespace Earshot.Neural.Layers;

// The running mean of a stream as a weighted sum and the sum of its weights, and working memory.
internal sealed class SqueezeState<T>(int channels, int inner) : LayerState
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T[] Sum { get; } = new T[channels];

    public T Weight { get; set; }

    public T[] Inner { get; } = new T[inner];

    public override void Reset()
    {
        Sum.AsSpan().Clear();
        Weight = T.Zero;
    }
}

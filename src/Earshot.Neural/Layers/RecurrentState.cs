using System.Numerics;

namespace Earshot.Neural.Layers;

// What a recurrent layer remembers of a stream, and its working memory.
internal sealed class RecurrentState<T>(int units, int gates) : LayerState
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T[] Hidden { get; } = new T[units];

    public T[] Cell { get; } = new T[units];

    public T[] InputGates { get; } = new T[gates * units];

    public T[] HiddenGates { get; } = new T[gates * units];

    public override void Reset()
    {
        Hidden.AsSpan().Clear();
        Cell.AsSpan().Clear();
    }
}

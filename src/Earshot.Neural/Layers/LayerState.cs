namespace Earshot.Neural.Layers;

/// <summary>What a layer remembers of one stream.</summary>
public abstract class LayerState
{
    /// <summary>The state of layers that remember nothing.</summary>
    public static LayerState None { get; } = new Nothing();

    /// <summary>Returns to the state before the first frame; allocates nothing.</summary>
    public abstract void Reset();

    private sealed class Nothing : LayerState
    {
        public override void Reset()
        {
        }
    }
}

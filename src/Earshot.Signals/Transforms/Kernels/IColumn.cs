namespace Earshot.Signals.Transforms.Kernels;

/// <summary>Where a butterfly finds its inputs and leaves its outputs.</summary>
/// <typeparam name="T">The vector width; each lane is a transform of its own.</typeparam>
internal interface IColumn<T>
    where T : unmanaged, ILanes<T>
{
    /// <summary>Input j of the butterfly.</summary>
    ComplexLanes<T> Load(int j);

    /// <summary>Takes output k of the butterfly.</summary>
    void Store(int k, ComplexLanes<T> value);

    /// <summary>Keeps an intermediate value in the place of output k.</summary>
    void Hold(int k, ComplexLanes<T> value);

    /// <summary>The value kept in the place of output k.</summary>
    ComplexLanes<T> Held(int k);
}

namespace Earshot.Signals.Transforms.Kernels;

/// <summary>A butterfly: the transform of a few points, y[k] = sum over j of x[j] exp(-2 pi i j k / Size), not scaled.</summary>
internal interface IRadix
{
    /// <summary>Points of the butterfly.</summary>
    static abstract int Size { get; }

    /// <summary>Transforms one column; inlines into the loop of the pass.</summary>
    static abstract void Apply<T, TColumn>(TColumn column)
        where T : unmanaged, ILanes<T>
        where TColumn : struct, IColumn<T>;
}

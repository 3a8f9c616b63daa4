namespace Earshot.Neural.Kernels;

/// <summary>A function of one number, as a type.</summary>
internal interface IElementFunction
{
    /// <summary>Its values at sixteen numbers.</summary>
    static abstract TLanes Of<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>;
}

namespace Earshot.Signals.Transforms.Kernels;

/// <summary>A vector of <see cref="Count"/> floats, so that every kernel is written once for all widths.</summary>
/// <remarks>
/// The implementations are single-field structs whose members inline to one instruction each. "Row" means 4 neighbouring
/// floats (128 bits), the unit in which transposition moves data. Pointers need no alignment; 64 bytes is faster.
/// </remarks>
/// <typeparam name="TSelf">The implementing struct.</typeparam>
internal unsafe interface ILanes<TSelf>
    where TSelf : unmanaged, ILanes<TSelf>
{
    /// <summary>Floats per vector.</summary>
    static abstract int Count { get; }

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf Load(float* source);

    static abstract void Store(float* target, TSelf value);

    static abstract TSelf Broadcast(float value);

    /// <summary>left x right + addend, fused where the processor can.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>minuend - left x right, fused where the processor can.</summary>
    static abstract TSelf SubtractProduct(TSelf minuend, TSelf left, TSelf right);

    /// <summary>Reads 2 x Count floats and parts them by parity of their place.</summary>
    static abstract void LoadPairs(float* source, out TSelf even, out TSelf odd);

    /// <summary>Writes 2 x Count floats; undoes <see cref="LoadPairs"/>.</summary>
    static abstract void StorePairs(float* target, TSelf even, TSelf odd);

    /// <summary>The lanes from last to first.</summary>
    static abstract TSelf Reverse(TSelf value);
}

namespace Earshot.Neural.Kernels;

/// <summary>Sixteen floats in as many registers as they need, so that every kernel is written once for all widths.</summary>
/// <remarks>
/// Sixteen at every width: a reduction that keeps one sum per lane adds the same numbers in the same order in one 512-bit, two 256-bit
/// or four 128-bit registers, and all operations round alike, so no result depends on the processor. Pointers need no alignment.
/// </remarks>
/// <typeparam name="TSelf">The implementing struct.</typeparam>
internal unsafe interface ILanes<TSelf>
    where TSelf : unmanaged, ILanes<TSelf>
{
    /// <summary>Registers that sixteen floats fill.</summary>
    static abstract int Registers { get; }

    /// <summary>The width of one of them, in bits.</summary>
    static abstract int Width { get; }

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    static abstract TSelf Load(float* source);

    static abstract void Store(float* target, TSelf value);

    static abstract TSelf Broadcast(float value);

    /// <summary>left x right + addend, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>left &lt; right ? then : otherwise, lane by lane; a comparison with NaN is false.</summary>
    static abstract TSelf WhereLess(TSelf left, TSelf right, TSelf then, TSelf otherwise);

    /// <summary>The value without its sign.</summary>
    static abstract TSelf Abs(TSelf value);

    /// <summary>The magnitude of one with the sign of the other.</summary>
    static abstract TSelf CopySign(TSelf magnitude, TSelf sign);

    /// <summary>The bits of the value, moved 23 places up: the low bits of a significand become an exponent.</summary>
    static abstract TSelf ShiftIntoExponent(TSelf value);

    /// <summary>Parts a positive normal number into a significand of sqrt(1/2) to sqrt(2) and a power of two.</summary>
    static abstract TSelf Significand(TSelf value, out TSelf exponent);

    /// <summary>Sum over the lanes: j with j + 8, then j + 4, j + 2, j + 1.</summary>
    static abstract float Sum(TSelf value);

    /// <summary>The largest lane; NaN lanes lose against numbers.</summary>
    static abstract float Largest(TSelf value);
}

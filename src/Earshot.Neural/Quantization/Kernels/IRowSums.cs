namespace Earshot.Neural.Quantization.Kernels;

/// <summary>Integer sums of eight rows, while products of codes and activations are added to them.</summary>
/// <remarks>Codes are unsigned, activations signed; no product and no sum is ever rounded or clipped, so all forms give the same numbers.</remarks>
/// <typeparam name="TSelf">The implementing struct.</typeparam>
/// <typeparam name="TCodes">How thirty-two codes are held.</typeparam>
internal unsafe interface IRowSums<TSelf, TCodes>
    where TSelf : unmanaged, IRowSums<TSelf, TCodes>
    where TCodes : unmanaged, ICodes<TCodes>
{
    static abstract TSelf operator +(TSelf left, TSelf right);

    /// <summary>Adds to each row the products of its four codes with four activations.</summary>
    /// <param name="sums">The sums so far.</param>
    /// <param name="codes">Codes, <c>[8 rows][4]</c>.</param>
    /// <param name="bytes">Four activations as bytes.</param>
    /// <param name="words">The same as 16-bit numbers.</param>
    static abstract TSelf Add(TSelf sums, TCodes codes, sbyte* bytes, short* words);

    /// <summary>Writes the sums of the eight rows.</summary>
    static abstract void Store(int* target, TSelf sums);
}

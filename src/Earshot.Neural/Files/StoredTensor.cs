namespace Earshot.Neural.Files;

/// <summary>A tensor in a file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">How its elements are written.</param>
/// <param name="Lengths">Elements along each dimension, outermost first; empty for a single number.</param>
/// <param name="Start">The first of its bytes, counted from the start of the file.</param>
/// <param name="ByteCount">How many bytes it has.</param>
public sealed record StoredTensor(string Name, ElementType Type, IReadOnlyList<long> Lengths, long Start, long ByteCount)
{
    /// <summary>Number of elements.</summary>
    public long Count => ByteCount / Size(Type);

    internal static int Size(ElementType type) => type switch
    {
        ElementType.F64 or ElementType.I64 => 8,
        ElementType.F32 or ElementType.I32 => 4,
        ElementType.F16 or ElementType.BF16 or ElementType.I16 => 2,
        _ => 1,
    };
}

namespace Earshot.Neural.Kernels;

/// <summary>What the threads that share a product need to know of it.</summary>
internal readonly unsafe struct PartedProduct(int vectorWidth, in ProductShape shape, float* a, float* b, float* c, bool accumulate, bool byRows, int parts)
{
    public int VectorWidth { get; } = vectorWidth;

    public ProductShape Shape { get; } = shape;

    public float* A { get; } = a;

    public float* B { get; } = b;

    public float* C { get; } = c;

    public bool Accumulate { get; } = accumulate;

    public bool ByRows { get; } = byRows;

    public int Parts { get; } = parts;
}

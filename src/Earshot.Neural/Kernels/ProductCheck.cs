namespace Earshot.Neural.Kernels;

/// <summary>Refuses operands that a product cannot be made of, before any pointer walks over them.</summary>
internal static class ProductCheck
{
    /// <summary>Throws unless the shape describes matrices.</summary>
    public static void Shape(in ProductShape shape)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(shape.M, nameof(shape));
        ArgumentOutOfRangeException.ThrowIfNegative(shape.N, nameof(shape));
        ArgumentOutOfRangeException.ThrowIfNegative(shape.K, nameof(shape));
        ArgumentOutOfRangeException.ThrowIfNegative(shape.StrideA, nameof(shape));
        ArgumentOutOfRangeException.ThrowIfNegative(shape.StrideB, nameof(shape));
        if (shape.StrideC < shape.N && shape.M > 1)
        {
            throw new ArgumentOutOfRangeException(nameof(shape), shape.StrideC, $"matrix product: rows of C overlap: expected a stride of at least {shape.N}");
        }
    }

    /// <summary>Throws unless a span holds its matrix.</summary>
    public static void Holds(long expected, int actual, in ProductShape shape, string name)
    {
        if (actual < expected)
        {
            throw new ArgumentException(
                $"matrix product [{shape.M}, {shape.K}] x [{shape.K}, {shape.N}]: expected at least {expected} elements in {name}, found {actual}", name);
        }
    }
}

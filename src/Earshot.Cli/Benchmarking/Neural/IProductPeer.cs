using Earshot.Neural.Kernels;

namespace Earshot.Cli.Benchmarking.Neural;

/// <summary>A library that multiplies float matrices.</summary>
internal interface IProductPeer
{
    /// <summary>Its name, with what it tells of itself.</summary>
    string Name { get; }

    /// <summary>C = op(A) op(B) on one thread.</summary>
    void Multiply(in ProductShape shape, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c);
}

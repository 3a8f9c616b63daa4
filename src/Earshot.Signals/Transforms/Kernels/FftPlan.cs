namespace Earshot.Signals.Transforms.Kernels;

/// <summary>A complex transform of one length, with its factors and scratch memory; one thread at a time.</summary>
internal abstract unsafe class FftPlan(int length)
{
    /// <summary>Complex numbers per transform.</summary>
    public int Length { get; } = length;

    /// <summary>Makes the plan that suits the length.</summary>
    /// <typeparam name="TSource">How the input lies in memory.</typeparam>
    /// <param name="length">Complex numbers per transform, 1 or more.</param>
    /// <param name="widest">Floats per vector at most; narrower than the machine's own only in tests.</param>
    public static FftPlan Create<TSource>(int length, int widest)
        where TSource : struct, ISource => Factorization.IsSmooth(length)
            ? MixedRadixPlan.CreateSmooth<TSource>(length, widest)
            : new BluesteinPlan<TSource>(length, widest);

    /// <summary>Transforms, not scaled; the output may be the memory of the input. With real and imaginary parts swapped on both sides it inverts.</summary>
    /// <param name="xr">Real parts.</param>
    /// <param name="xi">Imaginary parts; xr + 1 when the source is paired.</param>
    /// <param name="yr">Receives real parts.</param>
    /// <param name="yi">Receives imaginary parts.</param>
    public abstract void Run(float* xr, float* xi, float* yr, float* yi);
}

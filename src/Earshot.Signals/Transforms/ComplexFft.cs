using System.Numerics.Tensors;
using Earshot.Signals.Transforms.Kernels;

namespace Earshot.Signals.Transforms;

/// <summary>Discrete Fourier transform of complex signals, in split form (real and imaginary parts in spans of their own).</summary>
/// <remarks>
/// Forward: X[k] = sum over n of x[n] exp(-2 pi i k n / N), k = 0 .. N - 1, not scaled. Inverse scales by 1/N, so that the pair
/// is an identity. An instance holds scratch memory and belongs to one thread; calls allocate nothing, and outputs may be the
/// memory of inputs. Every length works; lengths whose factors are 2, 3, 5 and 7 are fast.
/// </remarks>
public sealed unsafe class ComplexFft
{
    private readonly FftPlan _plan;

    /// <summary>Creates a plan.</summary>
    /// <param name="length">Complex numbers per transform, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is less than 1.</exception>
    public ComplexFft(int length)
        : this(length, LaneWidth.Widest)
    {
    }

    internal ComplexFft(int length, int widest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        _plan = FftPlan.Create<SplitSource>(length, widest);
    }

    /// <summary>Complex numbers per transform.</summary>
    public int Length => _plan.Length;

    /// <summary>Transforms a signal.</summary>
    /// <param name="inputReal">Length real parts.</param>
    /// <param name="inputImaginary">Length imaginary parts.</param>
    /// <param name="outputReal">Receives Length real parts.</param>
    /// <param name="outputImaginary">Receives Length imaginary parts.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void Forward(
        ReadOnlySpan<float> inputReal, ReadOnlySpan<float> inputImaginary, Span<float> outputReal, Span<float> outputImaginary)
    {
        SpanLength.Require(inputReal.Length, Length, nameof(inputReal));
        SpanLength.Require(inputImaginary.Length, Length, nameof(inputImaginary));
        SpanLength.Require(outputReal.Length, Length, nameof(outputReal));
        SpanLength.Require(outputImaginary.Length, Length, nameof(outputImaginary));
        fixed (float* xr = inputReal, xi = inputImaginary, yr = outputReal, yi = outputImaginary)
        {
            _plan.Run(xr, xi, yr, yi);
        }
    }

    /// <summary>Transforms a spectrum back, scaled by 1/Length.</summary>
    /// <param name="inputReal">Length real parts.</param>
    /// <param name="inputImaginary">Length imaginary parts.</param>
    /// <param name="outputReal">Receives Length real parts.</param>
    /// <param name="outputImaginary">Receives Length imaginary parts.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void Inverse(
        ReadOnlySpan<float> inputReal, ReadOnlySpan<float> inputImaginary, Span<float> outputReal, Span<float> outputImaginary)
    {
        // With real and imaginary parts swapped on both sides the forward transform inverts.
        Forward(inputImaginary, inputReal, outputImaginary, outputReal);
        TensorPrimitives.Multiply(outputReal, 1f / Length, outputReal);
        TensorPrimitives.Multiply(outputImaginary, 1f / Length, outputImaginary);
    }
}

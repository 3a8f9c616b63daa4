using System.Numerics.Tensors;

namespace Earshot.Signals.Transforms;

/// <summary>Elementwise arithmetic on spectra in split form.</summary>
public static class Spectrum
{
    /// <summary>Squared magnitudes.</summary>
    /// <param name="real">Real parts.</param>
    /// <param name="imaginary">Imaginary parts, as many.</param>
    /// <param name="power">Receives as many squared magnitudes; must not be the memory of either input.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public static void Power(ReadOnlySpan<float> real, ReadOnlySpan<float> imaginary, Span<float> power)
    {
        SpanLength.Require(imaginary.Length, real.Length, nameof(imaginary));
        SpanLength.Require(power.Length, real.Length, nameof(power));
        TensorPrimitives.Multiply(real, real, power);
        TensorPrimitives.MultiplyAdd(imaginary, imaginary, power, power);
    }

    /// <summary>Magnitudes.</summary>
    /// <param name="real">Real parts.</param>
    /// <param name="imaginary">Imaginary parts, as many.</param>
    /// <param name="magnitude">Receives as many magnitudes; must not be the memory of either input.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public static void Magnitude(ReadOnlySpan<float> real, ReadOnlySpan<float> imaginary, Span<float> magnitude)
    {
        Power(real, imaginary, magnitude);
        TensorPrimitives.Sqrt(magnitude, magnitude);
    }
}

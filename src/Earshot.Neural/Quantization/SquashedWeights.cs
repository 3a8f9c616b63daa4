// Squashed weight distribution: weights W = a tanh(P), so that P near a normal distribution leaves W near uniform, and a uniform
// quantizer uses all its levels alike.
//   code u = clamp(floor((tanh P + 1) 2^(b-1)), 0, 2^b - 1), weight = a (2 u + 1 - 2^b) / 2^b: a mid-rise quantizer of b bits
// tanh(P) is uniform when P is logistic with scale 1/2; the nearest normal distribution has a deviation of about 0.9.
// Source: N. Strom, H. Khan, W. Hamza, "Squashed Weight Distribution for Low Bit Quantization of Deep Models", 2022. The conversion is
// ours: P = 0.9 w / rms(w), a = rms(w) / rms(tanh P), which keeps the energy of the weights; for normal ones a is near sqrt(3) rms(w).
// Cost: a tanh and a few operations a weight.
using Earshot.Neural.Kernels;

namespace Earshot.Neural.Quantization;

/// <summary>Squashed weights without a tape: conversion, rounding and packing. What is packed is what was rounded, to the bit.</summary>
public static class SquashedWeights
{
    /// <summary>The standard deviation of P at which tanh(P) is nearest to uniform.</summary>
    public const float TargetDeviation = 0.9f;

    private const int ChunkLength = 256;

    /// <summary>Finds P and a for weights that were trained in the usual way; they need some training to settle in their new form.</summary>
    /// <param name="weights">Finite weights, not all zero.</param>
    /// <param name="parameters">P, as many as the weights.</param>
    /// <returns>a, above 0.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or the weights are all zero or not finite.</exception>
    public static float FromWeights(ReadOnlySpan<float> weights, Span<float> parameters)
    {
        SameLength(weights.Length, parameters.Length, nameof(parameters));
        double energy = 0;
        foreach (float weight in weights)
        {
            energy += (double)weight * weight;
        }

        double rms = Math.Sqrt(energy / weights.Length);
        if (!(rms > 0 && double.IsFinite(rms)))
        {
            throw new ArgumentException("expected finite weights that are not all zero", nameof(weights));
        }

        double squashedEnergy = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            parameters[i] = (float)(weights[i] / rms * TargetDeviation);
            double squashed = Math.Tanh(parameters[i]);
            squashedEnergy += squashed * squashed;
        }

        return (float)Math.Sqrt(energy / squashedEnergy);
    }

    /// <summary>W = a tanh(P), not rounded: the warm-up of a training.</summary>
    /// <param name="parameters">P.</param>
    /// <param name="amplitude">a.</param>
    /// <param name="weights">W, as many.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Squash(ReadOnlySpan<float> parameters, float amplitude, Span<float> weights)
    {
        SameLength(parameters.Length, weights.Length, nameof(weights));
        VectorMath.Tanh(parameters, weights);
        foreach (ref float weight in weights)
        {
            weight *= amplitude;
        }
    }

    /// <summary>The weights of the rounded network, a times odd multiples of 2^-b.</summary>
    /// <param name="parameters">P.</param>
    /// <param name="amplitude">a.</param>
    /// <param name="bits">b, 2 to 8.</param>
    /// <param name="weights">Rounded weights, as many.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The bits are out of range.</exception>
    public static void Round(ReadOnlySpan<float> parameters, float amplitude, int bits, Span<float> weights)
    {
        CheckBits(bits);
        SameLength(parameters.Length, weights.Length, nameof(weights));
        var quantizer = new UniformQuantizer(bits, QuantizationLevels.MidRise);
        float scale = quantizer.ScaleFor(amplitude);
        VectorMath.Tanh(parameters, weights);
        foreach (ref float weight in weights)
        {
            weight = quantizer.Level(CodeOf(weight, bits), scale);
        }
    }

    /// <summary>The codes of the rounded network.</summary>
    /// <param name="parameters">P.</param>
    /// <param name="bits">b, 2 to 8.</param>
    /// <param name="codes">u, 0 to 2^b - 1, as many.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The bits are out of range.</exception>
    public static void Codes(ReadOnlySpan<float> parameters, int bits, Span<byte> codes)
    {
        CheckBits(bits);
        SameLength(parameters.Length, codes.Length, nameof(codes));
        Span<float> squashed = stackalloc float[ChunkLength];
        for (int start = 0; start < parameters.Length; start += ChunkLength)
        {
            ReadOnlySpan<float> chunk = parameters.Slice(start, Math.Min(ChunkLength, parameters.Length - start));
            VectorMath.Tanh(chunk, squashed[..chunk.Length]);
            for (int i = 0; i < chunk.Length; i++)
            {
                codes[start + i] = (byte)CodeOf(squashed[i], bits);
            }
        }
    }

    /// <summary>Packs the rounded network's weights; they are the same numbers as those of <see cref="Round"/>.</summary>
    /// <param name="rows">Outputs, 1 or more.</param>
    /// <param name="columns">Inputs, 1 or more.</param>
    /// <param name="parameters">P, <c>[rows][columns]</c>.</param>
    /// <param name="amplitudes">a: one for all, or one for each row.</param>
    /// <param name="bits">b: 2, 3, 4 or 8.</param>
    /// <exception cref="ArgumentException">A count does not match.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size or the bits are out of range.</exception>
    public static QuantizedMatrix Pack(int rows, int columns, ReadOnlySpan<float> parameters, ReadOnlySpan<float> amplitudes, int bits)
    {
        CheckBits(bits);
        if (amplitudes.Length != 1 && amplitudes.Length != rows)
        {
            throw new ArgumentException($"expected 1 or {rows} amplitudes, found {amplitudes.Length}", nameof(amplitudes));
        }

        var quantizer = new UniformQuantizer(bits, QuantizationLevels.MidRise);
        byte[] codes = new byte[parameters.Length];
        Codes(parameters, bits, codes);
        float[] scales = new float[rows];
        for (int row = 0; row < rows; row++)
        {
            scales[row] = quantizer.ScaleFor(amplitudes[amplitudes.Length == 1 ? 0 : row]);
        }

        return QuantizedMatrix.FromCodes(rows, columns, quantizer, 0, codes, scales);
    }

    /// <summary>How evenly the codes are used: their entropy, at most b bits.</summary>
    /// <param name="parameters">P.</param>
    /// <param name="bits">b, 2 to 8.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bits are out of range.</exception>
    public static double CodeEntropy(ReadOnlySpan<float> parameters, int bits)
    {
        byte[] codes = new byte[parameters.Length];
        Codes(parameters, bits, codes);
        return codes.CountBy(code => code).Sum(pair => -(double)pair.Value / codes.Length * Math.Log2((double)pair.Value / codes.Length));
    }

    // tanh is odd and ends at 1 exactly, which would be one code too many.
    private static int CodeOf(float squashed, int bits)
    {
        int half = 1 << (bits - 1);
        return Math.Clamp((int)MathF.Floor(squashed * half) + half, 0, (2 * half) - 1);
    }

    private static void CheckBits(int bits)
    {
        if (bits is < 2 or > 8)
        {
            throw new ArgumentOutOfRangeException(nameof(bits), bits, "expected 2 to 8 bits");
        }
    }

    private static void SameLength(int expected, int actual, string name)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"expected {expected} elements in {name}, found {actual}", name);
        }
    }
}

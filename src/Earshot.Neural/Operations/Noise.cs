using System.Numerics;
using System.Numerics.Tensors;
using Earshot.Signals.Randomness;

namespace Earshot.Neural.Operations;

/// <summary>Random operations. What they draw is decided by the tape's seed and the order of operations, so a step can be repeated.</summary>
public static class Noise
{
    /// <summary>Sets elements to zero at random and scales the others up, so that the mean stays (Srivastava et al. 2014). Nothing happens outside training.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="rate">Share of elements that are dropped, 0 .. below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is outside its range.</exception>
    public static Tensor<T> Dropout<T>(this Tensor<T> x, double rate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rate);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rate, 1);
        if (!x.Tape.IsTraining || rate == 0)
        {
            return x;
        }

        Memory<T> mask = x.Tape.Keep(x.Shape.Count);
        DrawMask(mask.Span, rate, x.Tape.NextSeed());
        Tensor<T> y = x.Tape.Output(nameof(Dropout), x.Shape, x);
        TensorPrimitives.Multiply(x.Values, mask.Span, y.Values);
        y.Tape.Record(y, () => TensorPrimitives.MultiplyAdd(y.Gradient, mask.Span, x.Gradient, x.Gradient));
        return y;
    }

    /// <summary>Adds Gumbel noise, so that the maximum of the sum is a draw from softmax(x) (Gumbel 1954; Jang et al. 2017). Nothing happens outside training.</summary>
    /// <param name="x">Logits of any shape.</param>
    public static Tensor<T> AddGumbel<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!x.Tape.IsTraining)
        {
            return x;
        }

        Tensor<T> y = x.Tape.Output(nameof(AddGumbel), x.Shape, x);
        var random = x.Tape.Random;
        Span<T> values = y.Values;
        for (int i = 0; i < values.Length; i++)
        {
            // 1 - u lies in (0, 1], and the tiny offset keeps ln(1) from becoming zero under the second logarithm.
            values[i] = x.Values[i] - T.CreateChecked(Math.Log(1e-20 - Math.Log(1 - random.NextDouble())));
        }

        y.Tape.Record(y, () => x.AddGradient(y.Gradient));
        return y;
    }

    private static void DrawMask<T>(Span<T> mask, double rate, ulong seed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T kept = T.One / T.CreateChecked(1 - rate);
        ulong limit = (ulong)(rate * uint.MaxValue);
        for (int i = 0; i < mask.Length; i++)
        {
            mask[i] = (Hash(seed + (ulong)i) >> 32) < limit ? T.Zero : kept;
        }
    }

    // The finaliser of SplitMix64 (Steele et al. 2014): one independent draw for each index.
    private static ulong Hash(ulong z)
    {
        z *= 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}

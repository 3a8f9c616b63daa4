using System.Numerics;
using System.Numerics.Tensors;
using Earshot.Neural.Numerics;
using Earshot.Neural.Operations.PointwiseFunctions;

namespace Earshot.Neural.Operations;

/// <summary>Element-wise functions.</summary>
public static class Activations
{
    /// <summary>max(x, 0).</summary>
    /// <param name="x">Any shape.</param>
    public static Tensor<T> Relu<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => Pointwise.Apply<T, ReluFunction<T>>(x);

    /// <summary>1 / (1 + e^-x).</summary>
    /// <param name="x">Any shape.</param>
    public static Tensor<T> Sigmoid<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => Pointwise.Apply<T, SigmoidFunction<T>>(x);

    /// <summary>tanh x.</summary>
    /// <param name="x">Any shape.</param>
    public static Tensor<T> Tanh<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => Pointwise.Apply<T, TanhFunction<T>>(x);

    /// <summary>e^x.</summary>
    /// <param name="x">Any shape.</param>
    public static Tensor<T> Exp<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => Pointwise.Apply<T, ExpFunction<T>>(x);

    /// <summary>Natural logarithm.</summary>
    /// <param name="x">Any shape, elements above 0.</param>
    public static Tensor<T> Log<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => Pointwise.Apply<T, LogFunction<T>>(x);

    /// <summary>Square root.</summary>
    /// <param name="x">Any shape, elements above 0; the slope at 0 is infinite.</param>
    public static Tensor<T> Sqrt<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => Pointwise.Apply<T, SqrtFunction<T>>(x);

    /// <summary>x^2.</summary>
    /// <param name="x">Any shape.</param>
    public static Tensor<T> Square<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => Pointwise.Apply<T, SquareFunction<T>>(x);

    /// <summary>|x|.</summary>
    /// <param name="x">Any shape.</param>
    public static Tensor<T> Abs<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => Pointwise.Apply<T, AbsFunction<T>>(x);

    /// <summary>1 / x.</summary>
    /// <param name="x">Any shape, no element 0.</param>
    public static Tensor<T> Reciprocal<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => Pointwise.Apply<T, ReciprocalFunction<T>>(x);

    /// <summary>x sigmoid(x) (Elfwing et al. 2018; also called swish).</summary>
    /// <param name="x">Any shape.</param>
    public static Tensor<T> Silu<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Tensor<T> y = x.Tape.Output(nameof(Silu), x.Shape, x);
        Memory<T> gate = x.Tape.Keep(x.Shape.Count);
        Elementwise.Sigmoid(x.Values, gate.Span);
        TensorPrimitives.Multiply(x.Values, gate.Span, y.Values);
        y.Tape.Record(y, () =>
        {
            // dx += dy (s + y (1 - s)) = dy s (1 + x - y), by y = x s.
            using Scratch<T> slope = y.Tape.Scratch(y.Shape.Count);
            TensorPrimitives.Subtract(x.Values, y.Values, slope.Span);
            TensorPrimitives.Add(slope.Span, T.One, slope.Span);
            TensorPrimitives.Multiply(slope.Span, gate.Span, slope.Span);
            TensorPrimitives.MultiplyAdd(y.Gradient, slope.Span, x.Gradient, x.Gradient);
        });
        return y;
    }

    /// <summary>The Gaussian error linear unit in its tanh form (Hendrycks and Gimpel 2016): 0.5 x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))).</summary>
    /// <param name="x">Any shape.</param>
    public static Tensor<T> Gelu<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        (T a, T b) = GeluFactors<T>();
        T half = T.CreateChecked(0.5);
        Tensor<T> y = x.Tape.Output(nameof(Gelu), x.Shape, x);
        Memory<T> kept = x.Tape.Keep(x.Shape.Count);
        GeluInner(x.Values, kept.Span);
        Elementwise.Tanh(kept.Span, kept.Span);
        TensorPrimitives.AddMultiply(kept.Span, T.One, x.Values, y.Values);
        TensorPrimitives.Multiply(y.Values, half, y.Values);
        y.Tape.Record(y, () =>
        {
            // slope = 0.5 (1 + t) + 0.5 x (1 - t^2) (a + 3 b x^2)
            using Scratch<T> slope = y.Tape.Scratch(y.Shape.Count);
            Span<T> s = slope.Span;
            using Scratch<T> right = y.Tape.Scratch(y.Shape.Count);
            TensorPrimitives.Multiply(x.Values, x.Values, s);
            TensorPrimitives.Multiply(s, b * T.CreateChecked(3), s);
            TensorPrimitives.AddMultiply(s, a, x.Values, s);
            TensorPrimitives.Multiply(kept.Span, kept.Span, right.Span);
            TensorPrimitives.Subtract(T.One, right.Span, right.Span);
            TensorPrimitives.Multiply(s, right.Span, s);
            TensorPrimitives.Add(s, kept.Span, s);
            TensorPrimitives.Add(s, T.One, s);
            TensorPrimitives.Multiply(s, half, s);
            TensorPrimitives.MultiplyAdd(y.Gradient, s, x.Gradient, x.Gradient);
        });
        return y;
    }

    /// <summary>The gated linear unit (Dauphin et al. 2017): the first half of the innermost dimension times the sigmoid of the second.</summary>
    /// <param name="x">Any shape with an even innermost length.</param>
    /// <returns>The shape with half the innermost length.</returns>
    /// <exception cref="ShapeException">The innermost length is odd.</exception>
    public static Tensor<T> Glu<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ShapeException.Require(x.Shape.Rank > 0 && x.Shape.Last % 2 == 0, nameof(Glu), "an even innermost length", x.Shape, nameof(x));
        int half = x.Shape.Last / 2;
        return x.Slice(-1, 0, half) * x.Slice(-1, half, half).Sigmoid();
    }

    // y = a x + b x^3, what tanh is taken of.
    internal static void GeluInner<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        (T a, T b) = GeluFactors<T>();
        TensorPrimitives.Multiply(x, x, y);
        TensorPrimitives.Multiply(y, b, y);
        TensorPrimitives.AddMultiply(y, a, x, y);
    }

    private static (T A, T B) GeluFactors<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T a = T.Sqrt(T.CreateChecked(2) / T.Pi);
        return (a, a * T.CreateChecked(0.044715));
    }
}

using System.Numerics;

namespace Earshot.Neural.Operations;

/// <summary>Operations that change what flows backwards.</summary>
public static class GradientFlow
{
    /// <summary>The same values, through which no gradient flows; nothing is copied.</summary>
    /// <param name="x">Any shape.</param>
    public static Tensor<T> StopGradient<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => x.Detached();

    /// <summary>The values of one tensor with the gradient of another: the straight-through estimator (Bengio et al. 2013).</summary>
    /// <param name="soft">Gets the gradient, for example a softmax.</param>
    /// <param name="hard">Gives the values, for example its one-hot maximum or a rounded weight; gets no gradient.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor<T> StraightThrough<T>(this Tensor<T> soft, Tensor<T> hard)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ShapeException.RequireSame(nameof(StraightThrough), soft.Shape, hard.Shape, nameof(hard));
        Tensor<T> y = soft.Tape.Output(nameof(StraightThrough), soft.Shape, soft);
        hard.Values.CopyTo(y.Values);
        y.Tape.Record(y, () => soft.AddGradient(y.Gradient));
        return y;
    }

    /// <summary>The same values; the gradient is multiplied on its way back. A negative factor reverses it, as adversaries do (Ganin and Lempitsky 2015).</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="factor">The factor of the gradient.</param>
    public static Tensor<T> ScaleGradient<T>(this Tensor<T> x, double factor)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Tensor<T> y = x.Tape.Output(nameof(ScaleGradient), x.Shape, x);
        x.Values.CopyTo(y.Values);
        y.Tape.Record(y, () => x.AddGradient(y.Gradient, T.CreateChecked(factor)));
        return y;
    }

    /// <summary>An operation of the caller's own, of one input.</summary>
    /// <remarks>With several inputs, use <see cref="Tape{T}.Output"/> and <see cref="Tape{T}.Record"/> as the operations here do.</remarks>
    /// <param name="x">The input.</param>
    /// <param name="shape">Shape of the result.</param>
    /// <param name="forward">Computes all elements of the second tensor from the first.</param>
    /// <param name="backward">Adds to the gradient of the first tensor what the gradient of the second one asks for.</param>
    public static Tensor<T> Custom<T>(this Tensor<T> x, Shape shape, Action<Tensor<T>, Tensor<T>> forward, Action<Tensor<T>, Tensor<T>> backward)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(forward);
        ArgumentNullException.ThrowIfNull(backward);
        Tensor<T> y = x.Tape.Output(nameof(Custom), shape, x);
        forward(x, y);
        y.Tape.Record(y, () => backward(x, y));
        return y;
    }
}

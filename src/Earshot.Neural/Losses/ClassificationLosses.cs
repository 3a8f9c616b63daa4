using System.Numerics;
using System.Numerics.Tensors;
using Earshot.Neural.Numerics;
using Earshot.Neural.Operations;

namespace Earshot.Neural.Losses;

/// <summary>Losses of decisions between classes.</summary>
public static class ClassificationLosses
{
    /// <summary>A target that does not count.</summary>
    public const int Ignored = -1;

    /// <summary>The mean of -ln of the probability of the right class, by softmax.</summary>
    /// <param name="logits">Scores, any shape; the innermost dimension holds the classes.</param>
    /// <param name="targets">The right class of each row, or <see cref="Ignored"/>; read again in the backward pass.</param>
    /// <param name="smoothing">Share of the target that is spread evenly over all classes (Szegedy et al. 2016), 0 .. below 1.</param>
    /// <returns>One number; 0 when no target counts.</returns>
    /// <exception cref="ShapeException">There are more or fewer targets than rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is no class, or the smoothing is outside its range.</exception>
    public static Tensor<T> CrossEntropy<T>(this Tensor<T> logits, int[] targets, double smoothing = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int classes = logits.Shape.Last;
        ShapeException.Require(logits.Shape.Count == targets.Length * classes, nameof(CrossEntropy), $"{targets.Length} rows, as many as targets", logits.Shape, nameof(logits));
        ArgumentOutOfRangeException.ThrowIfNegative(smoothing);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(smoothing, 1);
        T spread = T.CreateChecked(smoothing / classes);
        T sharp = T.CreateChecked(1 - smoothing);
        T sum = T.Zero;
        int count = 0;
        Memory<T> logs = logits.Tape.Keep(logits.Shape.Count);
        for (int row = 0; row < targets.Length; row++)
        {
            Span<T> log = logs.Span.Slice(row * classes, classes);
            Softmaxes.LogRow<T>(logits.Values.Slice(row * classes, classes), log);
            if (targets[row] == Ignored)
            {
                continue;
            }

            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)targets[row], (uint)classes, nameof(targets));
            sum -= (sharp * log[targets[row]]) + (smoothing > 0 ? spread * Sums.Of<T>(log) : T.Zero);
            count++;
        }

        T share = count == 0 ? T.Zero : T.One / T.CreateChecked(count);
        Tensor<T> y = logits.Tape.Output(nameof(CrossEntropy), Shape.Scalar, logits);
        y.Values[0] = sum * share;
        y.Tape.Record(y, () =>
        {
            // dx += (p - q) dy / count, q the smoothed target.
            T scale = y.Gradient[0] * share;
            for (int row = 0; row < targets.Length; row++)
            {
                if (targets[row] == Ignored)
                {
                    continue;
                }

                Span<T> p = logs.Span.Slice(row * classes, classes);
                Span<T> dx = logits.Gradient.Slice(row * classes, classes);
                Elementwise.Exp(p, p);
                TensorPrimitives.Subtract(p, spread, p);
                p[targets[row]] -= sharp;
                TensorPrimitives.MultiplyAdd(p, scale, dx, dx);
            }
        });
        return y;
    }

    /// <summary>The mean of -t ln s(x) - (1 - t) ln(1 - s(x)) with the sigmoid s, computed without overflow.</summary>
    /// <param name="logits">Scores of any shape.</param>
    /// <param name="targets">Targets 0 .. 1 of the same shape; they get no gradient.</param>
    /// <param name="weights">A weight for each element, constant, or nothing; the mean is over all elements, whatever their weight.</param>
    /// <returns>One number.</returns>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor<T> BinaryCrossEntropy<T>(this Tensor<T> logits, Tensor<T> targets, Tensor<T>? weights = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ShapeException.RequireSame(nameof(BinaryCrossEntropy), logits.Shape, targets.Shape, nameof(targets));
        ShapeException.RequireSame(nameof(BinaryCrossEntropy), logits.Shape, (weights ?? targets).Shape, nameof(weights));
        Tensor<T> y = logits.Tape.Output(nameof(BinaryCrossEntropy), Shape.Scalar, logits);
        T share = T.One / T.CreateChecked(logits.Shape.Count);
        using (Scratch<T> scratch = logits.Tape.Scratch(logits.Shape.Count))
        {
            // max(x, 0) - x t + ln(1 + e^-|x|)
            Span<T> each = scratch.Span;
            TensorPrimitives.Abs(logits.Values, each);
            TensorPrimitives.Negate<T>(each, each);
            Elementwise.Exp(each, each);
            TensorPrimitives.LogP1<T>(each, each);
            for (int i = 0; i < each.Length; i++)
            {
                T x = logits.Values[i];
                each[i] += T.Max(x, T.Zero) - (x * targets.Values[i]);
            }

            y.Values[0] = share * (weights is null ? Sums.Of<T>(each) : Sums.OfProducts<T>(each, weights.Values));
        }

        y.Tape.Record(y, () =>
        {
            using Scratch<T> scratch = logits.Tape.Scratch(logits.Shape.Count);
            Elementwise.Sigmoid(logits.Values, scratch.Span);
            TensorPrimitives.Subtract(scratch.Span, targets.Values, scratch.Span);
            if (weights is not null)
            {
                TensorPrimitives.Multiply(scratch.Span, weights.Values, scratch.Span);
            }

            TensorPrimitives.MultiplyAdd(scratch.Span, share * y.Gradient[0], logits.Gradient, logits.Gradient);
        });
        return y;
    }
}

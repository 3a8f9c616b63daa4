// Connectionist temporal classification (Graves et al. 2006): -ln of the summed probability of all frame-by-frame label paths that collapse to the target, over
// softmax(logits). Forward and backward variables in log space over the target with blanks between all labels, 2 L + 1 states (their equations 6 to 11); the gradient
// with respect to the logits is p - posterior (their equation 16). Sums run in double precision whatever the number format.
// Cost: B T (V + 6 L) per pass.
using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using Earshot.Neural.Numerics;
using Earshot.Neural.Operations;

namespace Earshot.Neural.Losses;

/// <summary>The loss of label sequences without alignment, at most one label a frame.</summary>
public static class CtcLoss
{
    /// <summary>The mean over the examples of -ln P(labels | logits).</summary>
    /// <param name="logits"><c>[B, T, V]</c>.</param>
    /// <param name="labels">The label sequence of each example, without blanks; may be empty.</param>
    /// <param name="lengths">Frames that count in each example, 1 .. T; or nothing when all do.</param>
    /// <param name="blank">The class that stands for no label.</param>
    /// <returns>One number.</returns>
    /// <exception cref="ShapeException">There are more or fewer label sequences or lengths than examples.</exception>
    /// <exception cref="ArgumentException">An example has fewer frames than its labels and repetitions need, or a label is no class or the blank.</exception>
    public static Tensor<T> Ctc<T>(this Tensor<T> logits, int[][] labels, int[]? lengths = null, int blank = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ShapeException.Require(logits.Shape.Rank == 3 && logits.Shape[0] == labels.Length, nameof(Ctc), $"[B {labels.Length}, T, V]", logits.Shape, nameof(logits));
        (int examples, int frames, int classes) = (logits.Shape[0], logits.Shape[1], logits.Shape[2]);
        ShapeException.Require(lengths is null || lengths.Length == examples, nameof(Ctc), $"{examples} lengths", logits.Shape, nameof(lengths));
        Memory<T> gradient = logits.Tape.Keep(logits.Shape.Count); // with respect to the logits, of each example's own loss
        gradient.Span.Clear();
        double sum = 0;
        for (int b = 0; b < examples; b++)
        {
            int count = lengths is null ? frames : lengths[b];
            Require(labels[b], count, frames, classes, blank, b);
            int at = b * frames * classes;
            sum += One<T>(logits.Values.Slice(at, count * classes), labels[b], count, classes, blank, gradient.Span.Slice(at, count * classes));
        }

        Tensor<T> y = logits.Tape.Output(nameof(Ctc), Shape.Scalar, logits);
        T share = T.One / T.CreateChecked(examples);
        y.Values[0] = T.CreateTruncating(sum / examples);
        y.Tape.Record(y, () => TensorPrimitives.MultiplyAdd(gradient.Span, share * y.Gradient[0], logits.Gradient, logits.Gradient));
        return y;
    }

    // The loss of one example, and its gradient.
    private static double One<T>(ReadOnlySpan<T> logits, int[] labels, int frames, int classes, int blank, Span<T> gradient)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int states = (2 * labels.Length) + 1;
        double[] rented = ArrayPool<double>.Shared.Rent(3 * frames * states);
        try
        {
            // 1. Log probabilities of each state's label in each frame; the gradient's memory holds those of all classes meanwhile.
            Span<double> emit = rented.AsSpan(0, frames * states);
            Span<double> alpha = rented.AsSpan(frames * states, frames * states);
            Span<double> beta = rented.AsSpan(2 * frames * states, frames * states);
            for (int t = 0; t < frames; t++)
            {
                Span<T> row = gradient.Slice(t * classes, classes);
                Softmaxes.LogRow(logits.Slice(t * classes, classes), row);
                for (int s = 0; s < states; s++)
                {
                    emit[(t * states) + s] = double.CreateTruncating(row[LabelOf(labels, s, blank)]);
                }
            }

            // 2. Forward and backward variables, both with the emission of their own frame.
            Forward(emit, alpha, labels, frames, states);
            Backward(emit, beta, labels, frames, states);
            double all = alpha[^1];
            all = states > 1 ? LogSpace.Add(all, alpha[^2]) : all;

            // 3. p - posterior.
            for (int t = 0; t < frames; t++)
            {
                Span<T> row = gradient.Slice(t * classes, classes);
                Elementwise.Exp(row, row);
                for (int s = 0; s < states; s++)
                {
                    int at = (t * states) + s;
                    row[LabelOf(labels, s, blank)] -= T.CreateTruncating(Math.Exp(alpha[at] + beta[at] - emit[at] - all));
                }
            }

            return -all;
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    private static void Forward(ReadOnlySpan<double> emit, Span<double> alpha, int[] labels, int frames, int states)
    {
        alpha.Fill(LogSpace.Zero);
        alpha[0] = emit[0];
        if (states > 1)
        {
            alpha[1] = emit[1];
        }

        for (int t = 1; t < frames; t++)
        {
            ReadOnlySpan<double> before = alpha.Slice((t - 1) * states, states);
            for (int s = 0; s < states; s++)
            {
                double sum = s > 0 ? LogSpace.Add(before[s], before[s - 1]) : before[s];
                sum = Skips(labels, s) ? LogSpace.Add(sum, before[s - 2]) : sum;
                alpha[(t * states) + s] = sum + emit[(t * states) + s];
            }
        }
    }

    private static void Backward(ReadOnlySpan<double> emit, Span<double> beta, int[] labels, int frames, int states)
    {
        beta.Fill(LogSpace.Zero);
        beta[^1] = emit[^1];
        if (states > 1)
        {
            beta[^2] = emit[^2];
        }

        for (int t = frames - 2; t >= 0; t--)
        {
            ReadOnlySpan<double> after = beta.Slice((t + 1) * states, states);
            for (int s = 0; s < states; s++)
            {
                double sum = s + 1 < states ? LogSpace.Add(after[s], after[s + 1]) : after[s];
                sum = s + 2 < states && Skips(labels, s + 2) ? LogSpace.Add(sum, after[s + 2]) : sum;
                beta[(t * states) + s] = sum + emit[(t * states) + s];
            }
        }
    }

    private static int LabelOf(int[] labels, int state, int blank) => state % 2 == 0 ? blank : labels[state / 2];

    // Whether a path may come from the label before, over the blank between: not where both labels are the same.
    private static bool Skips(int[] labels, int state) => state % 2 == 1 && state > 2 && labels[state / 2] != labels[(state / 2) - 1];

    private static void Require(int[] labels, int frames, int allFrames, int classes, int blank, int example)
    {
        int repeats = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes || labels[i] == blank)
            {
                throw new ArgumentException($"label {labels[i]} of example {example}: 0 .. {classes - 1} without the blank {blank} was expected", nameof(labels));
            }

            repeats += i > 0 && labels[i] == labels[i - 1] ? 1 : 0;
        }

        if (frames < 1 || frames > allFrames || frames < labels.Length + repeats)
        {
            throw new ArgumentException(
                $"example {example} has {frames} frames; {Math.Max(1, labels.Length + repeats)} .. {allFrames} were expected for its {labels.Length} labels and {repeats} repetitions", nameof(labels));
        }
    }
}

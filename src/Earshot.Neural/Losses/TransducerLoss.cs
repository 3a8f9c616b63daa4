using System.Numerics;
using System.Numerics.Tensors;

namespace Earshot.Neural.Losses;

/// <summary>The loss of label sequences without alignment, any number of labels a frame (Graves 2012), from the logits of all lattice nodes.</summary>
/// <remarks>
/// The gradient is with respect to the logits and is kept beside them: 2 B T U V elements in all. <see cref="TransducerJointLoss"/> needs memory for one
/// utterance only.
/// </remarks>
public static class TransducerLoss
{
    /// <summary>The mean over the examples of -ln P(labels | logits).</summary>
    /// <param name="logits"><c>[B, T, U, V]</c>, U one more than the labels of the longest example.</param>
    /// <param name="labels">The label sequence of each example, without blanks; may be empty.</param>
    /// <param name="lengths">Frames that count in each example, 1 .. T; or nothing when all do.</param>
    /// <param name="options">Blank and FastEmit; the defaults when omitted.</param>
    /// <returns>One number.</returns>
    /// <exception cref="ShapeException">There are more or fewer label sequences than examples.</exception>
    /// <exception cref="ArgumentException">A length or a label is outside its range.</exception>
    public static Tensor<T> Transducer<T>(this Tensor<T> logits, int[][] labels, int[]? lengths = null, TransducerOptions? options = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TransducerOptions chosen = options ?? new TransducerOptions();
        chosen.Validate(nameof(options));
        ShapeException.Require(logits.Shape.Rank == 4 && logits.Shape[0] == labels.Length, nameof(Transducer), $"[B {labels.Length}, T, U, V]", logits.Shape, nameof(logits));
        (int examples, int frames, int positions, int classes) = (logits.Shape[0], logits.Shape[1], logits.Shape[2], logits.Shape[3]);
        Memory<T> gradient = logits.Tape.Keep(logits.Shape.Count);
        gradient.Span.Clear();
        double sum = 0;
        for (int b = 0; b < examples; b++)
        {
            var utterance = new TransducerUtterance
            {
                Frames = lengths is null ? frames : lengths[b],
                Labels = labels[b],
                Starts = [],
                Width = labels[b].Length + 1,
                Options = chosen,
            };
            TransducerUtterance.Require(labels[b], utterance.Frames, frames, positions, classes, chosen.Blank, b);
            using Scratch<T> nodes = logits.Tape.Scratch(utterance.NodeCount * classes);
            int row = utterance.Width * classes;
            int from = b * frames * positions * classes;
            for (int t = 0; t < utterance.Frames; t++)
            {
                logits.Values.Slice(from + (t * positions * classes), row).CopyTo(nodes.Span[(t * row)..]);
            }

            sum += utterance.Differentiate(nodes.Span, classes);
            for (int t = 0; t < utterance.Frames; t++)
            {
                nodes.Span.Slice(t * row, row).CopyTo(gradient.Span[(from + (t * positions * classes))..]);
            }
        }

        Tensor<T> y = logits.Tape.Output(nameof(Transducer), Shape.Scalar, logits);
        T share = T.One / T.CreateChecked(examples);
        y.Values[0] = T.CreateTruncating(sum / examples);
        y.Tape.Record(y, () => TensorPrimitives.MultiplyAdd(gradient.Span, share * y.Gradient[0], logits.Gradient, logits.Gradient));
        return y;
    }
}

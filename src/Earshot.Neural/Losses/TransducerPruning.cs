// Which label positions a transducer needs at each frame (Kuang et al. 2022, "Pruned RNN-T"): a cheap additive joint network, logits[t, u, v] = a[t, v] + l[u, v], is trained beside the real
// one; the posteriors of its arcs say where each frame's labels are. Its normaliser is one matrix product, sum over v of e^a[t, v] e^l[u, v], so no node ever sees the vocabulary.
// Cost: 6 T U V operations per utterance.
using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using Earshot.Neural.Kernels;
using Earshot.Neural.Numerics;

namespace Earshot.Neural.Losses;

/// <summary>The additive transducer loss and the windows that it finds for the real one.</summary>
public static class TransducerPruning
{
    /// <summary>The mean over the examples of -ln P(labels) under logits = acoustic[t] + language[u].</summary>
    /// <param name="acoustic"><c>[B, T, V]</c>.</param>
    /// <param name="language"><c>[B, U, V]</c>, U one more than the labels of the longest example.</param>
    /// <param name="labels">The label sequence of each example, without blanks; may be empty.</param>
    /// <param name="windowWidth">Label positions to keep in each frame, 2 or more; 5 is usual.</param>
    /// <param name="windows">For each example the positions that matter, for <see cref="TransducerJointLoss"/>.</param>
    /// <param name="lengths">Frames that count in each example, 1 .. T; or nothing when all do.</param>
    /// <param name="options">Blank and FastEmit; the defaults when omitted.</param>
    /// <returns>One number.</returns>
    /// <exception cref="ShapeException">The operands do not fit each other.</exception>
    /// <exception cref="ArgumentException">A length or a label is outside its range.</exception>
    public static Tensor<T> TransducerAdditive<T>(
        this Tensor<T> acoustic, Tensor<T> language, int[][] labels, int windowWidth, out LabelWindow[] windows, int[]? lengths = null, TransducerOptions? options = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TransducerOptions chosen = options ?? new TransducerOptions();
        chosen.Validate(nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(windowWidth, 2);
        ShapeException.Require(acoustic.Shape.Rank == 3 && acoustic.Shape[0] == labels.Length, nameof(TransducerAdditive), $"[B {labels.Length}, T, V]", acoustic.Shape, nameof(acoustic));
        (int examples, int frames, int classes) = (acoustic.Shape[0], acoustic.Shape[1], acoustic.Shape[2]);
        ShapeException.Require(
            language.Shape.Rank == 3 && language.Shape[0] == examples && language.Shape[2] == classes, nameof(TransducerAdditive), $"[B {examples}, U, V {classes}]", language.Shape, nameof(language));
        int positions = language.Shape[1];
        Tensor<T> y = acoustic.Tape.Output(nameof(TransducerAdditive), Shape.Scalar, acoustic, language);
        Memory<T> toAcoustic = acoustic.Tape.Keep(acoustic.Shape.Count);
        Memory<T> toLanguage = acoustic.Tape.Keep(language.Shape.Count);
        toAcoustic.Span.Clear();
        toLanguage.Span.Clear();
        windows = new LabelWindow[examples];
        double sum = 0;
        for (int b = 0; b < examples; b++)
        {
            int count = lengths is null ? frames : lengths[b];
            TransducerUtterance.Require(labels[b], count, frames, positions, classes, chosen.Blank, b);
            int used = labels[b].Length + 1;
            var nodes = new AdditiveNodes<T>(acoustic.Tape, count, used, classes, labels[b], chosen);
            sum += nodes.Solve(
                acoustic.Values.Slice(b * frames * classes, count * classes),
                language.Values.Slice(b * positions * classes, used * classes),
                toAcoustic.Span.Slice(b * frames * classes, count * classes),
                toLanguage.Span.Slice(b * positions * classes, used * classes),
                out double[] occupancy);
            windows[b] = Window(occupancy, count, used, windowWidth);
        }

        y.Values[0] = T.CreateTruncating(sum / examples);
        T share = T.One / T.CreateChecked(examples);
        y.Tape.Record(y, () =>
        {
            T scale = share * y.Gradient[0];
            if (acoustic.NeedsGradient)
            {
                TensorPrimitives.MultiplyAdd(toAcoustic.Span, scale, acoustic.Gradient, acoustic.Gradient);
            }

            if (language.NeedsGradient)
            {
                TensorPrimitives.MultiplyAdd(toLanguage.Span, scale, language.Gradient, language.Gradient);
            }
        });
        return y;
    }

    // For each frame the window that holds most of its posterior, then bent so that neighbours overlap, the first begins at 0 and the last reaches the end.
    internal static LabelWindow Window(ReadOnlySpan<double> occupancy, int frames, int positions, int windowWidth)
    {
        int width = Math.Min(windowWidth, positions);
        int last = positions - width;
        int[] starts = new int[frames];
        for (int t = 0; t < frames; t++)
        {
            ReadOnlySpan<double> row = occupancy.Slice(t * positions, positions);
            double best = -1;
            for (int s = 0; s <= last; s++)
            {
                double held = 0;
                foreach (double share in row.Slice(s, width))
                {
                    held += share;
                }

                (best, starts[t]) = held > best ? (held, s) : (best, starts[t]);
            }
        }

        // Backwards: leave the next frame's start within reach. Forwards: never fall, never jump over a position.
        starts[^1] = last;
        for (int t = frames - 2; t >= 0; t--)
        {
            starts[t] = Math.Clamp(starts[t], Math.Max(0, starts[t + 1] - width + 1), starts[t + 1]);
        }

        starts[0] = 0;
        for (int t = 1; t < frames; t++)
        {
            starts[t] = Math.Clamp(starts[t], starts[t - 1], Math.Min(last, starts[t - 1] + Math.Max(1, width - 1)));
        }

        return starts[^1] == last ? new LabelWindow(starts, width) : new LabelWindow(new int[frames], positions);
    }
}

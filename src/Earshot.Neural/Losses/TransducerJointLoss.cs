// A transducer's joint network and its loss as one operation: logits = W tanh(e[t] + p[u]) + c, node by node. Utterances go one after the other through the same working
// memory, T (U + 1) (J + V) elements of the longest, and leave only the gradients of their inputs behind; so memory does not grow with the batch or the vocabulary's square
// of nodes. With windows (Kuang et al. 2022) only a few label positions of each frame are computed.
// Cost: 6 T (U + 1) J V operations per utterance, backward included.
using System.Numerics;
using System.Numerics.Tensors;
using Earshot.Neural.Kernels;
using Earshot.Neural.Numerics;

namespace Earshot.Neural.Losses;

/// <summary>The transducer loss with its joint network, in the memory of one utterance.</summary>
public static class TransducerJointLoss
{
    /// <summary>The mean over the examples of -ln P(labels) under logits = W tanh(encoder[t] + predictor[u]) + bias.</summary>
    /// <param name="encoder"><c>[B, T, J]</c>.</param>
    /// <param name="predictor"><c>[B, U, J]</c>, U one more than the labels of the longest example.</param>
    /// <param name="weight"><c>[V, J]</c>.</param>
    /// <param name="bias"><c>[V]</c>.</param>
    /// <param name="labels">The label sequence of each example, without blanks; may be empty.</param>
    /// <param name="lengths">Frames that count in each example, 1 .. T; or nothing when all do.</param>
    /// <param name="options">Blank and FastEmit; the defaults when omitted.</param>
    /// <param name="windows">The label positions to compute, from <see cref="TransducerPruning"/>; or nothing for all.</param>
    /// <returns>One number.</returns>
    /// <exception cref="ShapeException">The operands do not fit each other.</exception>
    /// <exception cref="ArgumentException">A length or a label is outside its range.</exception>
    public static Tensor<T> TransducerJoint<T>(
        this Tensor<T> encoder,
        Tensor<T> predictor,
        Tensor<T> weight,
        Tensor<T> bias,
        int[][] labels,
        int[]? lengths = null,
        TransducerOptions? options = null,
        LabelWindow[]? windows = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TransducerOptions chosen = options ?? new TransducerOptions();
        chosen.Validate(nameof(options));
        Require(encoder.Shape, predictor.Shape, weight.Shape, bias.Shape, labels.Length);
        (int examples, int frames, int positions, int size, int classes) =
            (encoder.Shape[0], encoder.Shape[1], predictor.Shape[1], encoder.Shape[2], weight.Shape[0]);
        Tape<T> tape = encoder.Tape;
        Tensor<T> y = tape.Output(nameof(TransducerJoint), Shape.Scalar, encoder, predictor, weight, bias);
        var gradients = new JointGradients<T>(tape, encoder.Shape.Count, predictor.Shape.Count, weight.Shape.Count, classes);
        double sum = 0;
        for (int b = 0; b < examples; b++)
        {
            LabelWindow? window = windows?[b];
            var utterance = new TransducerUtterance
            {
                Frames = lengths is null ? frames : lengths[b],
                Labels = labels[b],
                Starts = window is null ? [] : window.Starts,
                Width = window is null ? labels[b].Length + 1 : window.Width,
                Options = chosen,
            };
            TransducerUtterance.Require(labels[b], utterance.Frames, frames, positions, classes, chosen.Blank, b);
            sum += One(
                utterance,
                encoder.Values.Slice(b * frames * size, utterance.Frames * size),
                predictor.Values.Slice(b * positions * size, utterance.Positions * size),
                weight,
                bias,
                gradients,
                gradients.Encoder.Span.Slice(b * frames * size, utterance.Frames * size),
                gradients.Predictor.Span.Slice(b * positions * size, utterance.Positions * size));
        }

        y.Values[0] = T.CreateTruncating(sum / examples);
        T share = T.One / T.CreateChecked(examples);
        tape.Record(y, () =>
        {
            T scale = share * y.Gradient[0];
            AddScaled(gradients.Encoder, scale, encoder);
            AddScaled(gradients.Predictor, scale, predictor);
            AddScaled(gradients.Weight, scale, weight);
            AddScaled(gradients.Bias, scale, bias);
        });
        return y;
    }

    private static double One<T>(
        in TransducerUtterance utterance,
        ReadOnlySpan<T> encoder,
        ReadOnlySpan<T> predictor,
        Tensor<T> weight,
        Tensor<T> bias,
        in JointGradients<T> gradients,
        Span<T> encoderGradient,
        Span<T> predictorGradient)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        (int classes, int size) = (weight.Shape[0], weight.Shape[1]);
        int nodes = utterance.NodeCount;
        using Scratch<T> inner = weight.Tape.Scratch(nodes * size);
        using Scratch<T> outer = weight.Tape.Scratch(nodes * classes);
        Span<T> z = inner.Span; // [node][J]
        Span<T> logits = outer.Span; // [node][V], later their gradient

        // 1. z = tanh(e[t] + p[u]), logits = W z + c.
        for (int node = 0; node < nodes; node++)
        {
            (int t, int u) = Place(utterance, node);
            TensorPrimitives.Add(encoder.Slice(t * size, size), predictor.Slice(u * size, size), z.Slice(node * size, size));
            bias.Values.CopyTo(logits[(node * classes)..]);
        }

        Elementwise.Tanh<T>(z, z);
        MatrixProduct.Multiply(ProductShape.Dense(nodes, classes, size, transposeB: true), z, weight.Values, logits, accumulate: true);

        // 2. Loss, and logits to their gradient.
        double loss = utterance.Differentiate(logits, classes);

        // 3. Gradients of the parameters, then of z, then through tanh to frames and labels.
        MatrixProduct.Multiply(ProductShape.Dense(classes, size, nodes, transposeA: true), logits, z, gradients.Weight.Span, accumulate: true);
        Sums.OfRows(logits, gradients.Bias.Span);
        using Scratch<T> slope = weight.Tape.Scratch(nodes * size);
        MatrixProduct.Multiply(ProductShape.Dense(nodes, size, classes), logits, weight.Values, slope.Span);
        TensorPrimitives.Multiply(z, z, z);
        TensorPrimitives.Subtract(T.One, z, z);
        TensorPrimitives.Multiply(slope.Span, z, z);
        for (int node = 0; node < nodes; node++)
        {
            (int t, int u) = Place(utterance, node);
            ReadOnlySpan<T> dz = z.Slice(node * size, size);
            TensorPrimitives.Add(encoderGradient.Slice(t * size, size), dz, encoderGradient.Slice(t * size, size));
            TensorPrimitives.Add(predictorGradient.Slice(u * size, size), dz, predictorGradient.Slice(u * size, size));
        }

        return loss;
    }

    private static (int Frame, int Position) Place(in TransducerUtterance utterance, int node)
    {
        (int t, int s) = Math.DivRem(node, utterance.Width);
        return (t, utterance.Start(t) + s);
    }

    private static void AddScaled<T>(Memory<T> gradient, T scale, Tensor<T> to)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (to.NeedsGradient)
        {
            TensorPrimitives.MultiplyAdd(gradient.Span, scale, to.Gradient, to.Gradient);
        }
    }

    private static void Require(in Shape encoder, in Shape predictor, in Shape weight, in Shape bias, int examples)
    {
        ShapeException.Require(encoder.Rank == 3 && encoder[0] == examples, nameof(TransducerJoint), $"[B {examples}, T, J]", encoder, nameof(encoder));
        ShapeException.Require(predictor.Rank == 3 && predictor[0] == examples && predictor[2] == encoder[2], nameof(TransducerJoint), $"[B {examples}, U, J {encoder[2]}]", predictor, nameof(predictor));
        ShapeException.Require(weight.Rank == 2 && weight[1] == encoder[2], nameof(TransducerJoint), $"[V, J {encoder[2]}]", weight, nameof(weight));
        ShapeException.Require(bias.Count == weight[0], nameof(TransducerJoint), $"[V {weight[0]}]", bias, nameof(bias));
    }
}

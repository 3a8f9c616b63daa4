// A gated recurrent unit over all frames as one operation (Cho et al. 2014, with the reset gate after the product, as cuDNN and PyTorch have it). The input's part of
// all gates is one product over all frames; only the state's part goes frame by frame. Gates and states are kept, so the backward pass computes nothing twice, and
// each weight gradient is one product over all frames. Kept: B T (I + 5 H) elements. Cost: 6 B T H (I + H) operations forward, twice that backward.
using System.Numerics;
using System.Numerics.Tensors;

namespace Earshot.Neural.Recurrence;

/// <summary>The gated recurrent unit over a sequence.</summary>
public static class GruSequence
{
    /// <summary>Runs a gated recurrent unit over the frames of each example, from a state of zeros.</summary>
    /// <param name="x"><c>[B, T, I]</c>.</param>
    /// <param name="inputWeight"><c>[3 H, I]</c>, rows in the order reset, update, new.</param>
    /// <param name="hiddenWeight"><c>[3 H, H]</c>.</param>
    /// <param name="inputBias"><c>[3 H]</c>.</param>
    /// <param name="hiddenBias"><c>[3 H]</c>.</param>
    /// <returns>The states after each frame, <c>[B, T, H]</c>.</returns>
    /// <exception cref="ShapeException">The weights do not fit each other or the input.</exception>
    public static Tensor<T> Gru<T>(this Tensor<T> x, Tensor<T> inputWeight, Tensor<T> hiddenWeight, Tensor<T> inputBias, Tensor<T> hiddenBias)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var weights = new RecurrentWeights<T>(inputWeight, hiddenWeight, inputBias, hiddenBias);
        weights.Require(nameof(Gru), x.Shape, gates: 3);
        (int examples, int frames, int size) = (x.Shape[0], x.Shape[1], weights.HiddenSize);
        Tape<T> tape = x.Tape;
        Memory<T> input = tape.Keep(x.Shape.Count); // [frame][example][I]
        Memory<T> gates = tape.Keep(frames * examples * 3 * size); // [frame][example][r, z, n]
        Memory<T> products = tape.Keep(frames * examples * size); // m: [frame][example][H]
        Memory<T> states = tape.Keep((frames + 1) * examples * size); // before each frame, and after the last

        // 1. The input's part of all gates.
        TimeMajor.Swap(x.Values, input.Span, examples, frames, weights.InputSize);
        weights.ProjectInput(input.Span, gates.Span);

        // 2. Frame by frame: the state's part, and the cell.
        states.Span[..(examples * size)].Clear();
        using (Scratch<T> hidden = tape.Scratch(examples * 3 * size))
        {
            RepeatedOperand<T> recurrent = weights.ForHidden();
            for (int t = 0; t < frames; t++)
            {
                recurrent.Multiply(states.Span.Slice(t * examples * size, examples * size), hidden.Span);
                for (int b = 0; b < examples; b++)
                {
                    int row = (t * examples) + b;
                    Span<T> part = hidden.Span.Slice(b * 3 * size, 3 * size);
                    Span<T> after = states.Span.Slice((row + examples) * size, size);
                    GruCell.Forward(gates.Span.Slice(row * 3 * size, 3 * size), part, hiddenBias.Values, states.Span.Slice(row * size, size), after);
                    part[(2 * size)..].CopyTo(products.Span[(row * size)..]);
                }
            }
        }

        // 3. Back to the order of the batch.
        Tensor<T> y = tape.Output(nameof(Gru), x.Shape.With(2, size), x, inputWeight, hiddenWeight, inputBias, hiddenBias);
        TimeMajor.Swap(states.Span[(examples * size)..], y.Values, frames, examples, size);
        tape.Record(y, () => Backward(x, weights, y, input, gates, products, states));
        return y;
    }

    private static void Backward<T>(Tensor<T> x, RecurrentWeights<T> weights, Tensor<T> y, Memory<T> input, Memory<T> gates, Memory<T> products, Memory<T> states)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        (int examples, int frames, int size) = (x.Shape[0], x.Shape[1], weights.HiddenSize);
        using Scratch<T> hiddenGates = x.Tape.Scratch(frames * examples * 3 * size);
        using Scratch<T> carried = x.Tape.Scratch(examples * size);
        carried.Span.Clear();
        RepeatedOperand<T> recurrent = weights.ForHiddenBackward();
        for (int t = frames - 1; t >= 0; t--)
        {
            for (int b = 0; b < examples; b++)
            {
                int row = (t * examples) + b;
                Span<T> dh = carried.Span.Slice(b * size, size);
                TensorPrimitives.Add(dh, y.Gradient.Slice(((b * frames) + t) * size, size), dh);
                GruCell.Backward(
                    gates.Span.Slice(row * 3 * size, 3 * size), products.Span.Slice(row * size, size), states.Span.Slice(row * size, size), dh, hiddenGates.Span.Slice(row * 3 * size, 3 * size));
            }

            recurrent.Multiply(hiddenGates.Span.Slice(t * examples * 3 * size, examples * 3 * size), carried.Span, accumulate: true);
        }

        weights.AddGradients(input.Span, states.Span[..(frames * examples * size)], gates.Span, hiddenGates.Span);
        weights.AddInputGradient(x, gates.Span);
    }
}

// A long short-term memory over all frames as one operation (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000). Built as GruSequence is.
// Kept: B T (I + 7 H) elements. Cost: 8 B T H (I + H) operations forward, twice that backward.
using System.Numerics;
using System.Numerics.Tensors;

namespace Earshot.Neural.Recurrence;

/// <summary>The long short-term memory over a sequence.</summary>
public static class LstmSequence
{
    /// <summary>Runs a long short-term memory over the frames of each example, from a state of zeros.</summary>
    /// <param name="x"><c>[B, T, I]</c>.</param>
    /// <param name="inputWeight"><c>[4 H, I]</c>, rows in the order input, forget, cell, output.</param>
    /// <param name="hiddenWeight"><c>[4 H, H]</c>.</param>
    /// <param name="inputBias"><c>[4 H]</c>.</param>
    /// <param name="hiddenBias"><c>[4 H]</c>.</param>
    /// <returns>The hidden states after each frame, <c>[B, T, H]</c>.</returns>
    /// <exception cref="ShapeException">The weights do not fit each other or the input.</exception>
    public static Tensor<T> Lstm<T>(this Tensor<T> x, Tensor<T> inputWeight, Tensor<T> hiddenWeight, Tensor<T> inputBias, Tensor<T> hiddenBias)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var weights = new RecurrentWeights<T>(inputWeight, hiddenWeight, inputBias, hiddenBias);
        weights.Require(nameof(Lstm), x.Shape, gates: 4);
        (int examples, int frames, int size) = (x.Shape[0], x.Shape[1], weights.HiddenSize);
        int step = examples * size;
        Tape<T> tape = x.Tape;
        Memory<T> input = tape.Keep(x.Shape.Count); // [frame][example][I]
        Memory<T> gates = tape.Keep(frames * step * 4); // [frame][example][i, f, g, o]
        Memory<T> squashed = tape.Keep(frames * step); // tanh of the cells, [frame][example][H]
        Memory<T> cells = tape.Keep((frames + 1) * step); // before each frame, and after the last
        Memory<T> states = tape.Keep((frames + 1) * step);

        // 1. The input's part of all gates.
        TimeMajor.Swap(x.Values, input.Span, examples, frames, weights.InputSize);
        weights.ProjectInput(input.Span, gates.Span);

        // 2. Frame by frame: the state's part, and the cell.
        cells.Span[..step].Clear();
        states.Span[..step].Clear();
        using (Scratch<T> hidden = tape.Scratch(step * 4))
        {
            RepeatedOperand<T> recurrent = weights.ForHidden();
            for (int t = 0; t < frames; t++)
            {
                recurrent.Multiply(states.Span.Slice(t * step, step), hidden.Span);
                TensorPrimitives.Add(gates.Span.Slice(t * step * 4, step * 4), hidden.Span, gates.Span.Slice(t * step * 4, step * 4));
                for (int row = t * examples; row < (t + 1) * examples; row++)
                {
                    Span<T> gate = gates.Span.Slice(row * 4 * size, 4 * size);
                    TensorPrimitives.Add(gate, hiddenBias.Values, gate);
                    int after = (row + examples) * size;
                    LstmCell.Forward(
                        gate, cells.Span.Slice(row * size, size), cells.Span.Slice(after, size), squashed.Span.Slice(row * size, size), states.Span.Slice(after, size));
                }
            }
        }

        // 3. Back to the order of the batch.
        Tensor<T> y = tape.Output(nameof(Lstm), x.Shape.With(2, size), x, inputWeight, hiddenWeight, inputBias, hiddenBias);
        TimeMajor.Swap(states.Span[step..], y.Values, frames, examples, size);
        tape.Record(y, () => Backward(x, weights, y, input, gates, squashed, cells, states));
        return y;
    }

    private static void Backward<T>(
        Tensor<T> x, RecurrentWeights<T> weights, Tensor<T> y, Memory<T> input, Memory<T> gates, Memory<T> squashed, Memory<T> cells, Memory<T> states)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        (int examples, int frames, int size) = (x.Shape[0], x.Shape[1], weights.HiddenSize);
        using Scratch<T> hiddenGradient = x.Tape.Scratch(examples * size);
        using Scratch<T> cellGradient = x.Tape.Scratch(examples * size);
        hiddenGradient.Span.Clear();
        cellGradient.Span.Clear();
        RepeatedOperand<T> recurrent = weights.ForHiddenBackward();
        for (int t = frames - 1; t >= 0; t--)
        {
            for (int b = 0; b < examples; b++)
            {
                int row = (t * examples) + b;
                Span<T> dh = hiddenGradient.Span.Slice(b * size, size);
                TensorPrimitives.Add(dh, y.Gradient.Slice(((b * frames) + t) * size, size), dh);
                LstmCell.Backward(
                    gates.Span.Slice(row * 4 * size, 4 * size), cells.Span.Slice(row * size, size), squashed.Span.Slice(row * size, size), dh, cellGradient.Span.Slice(b * size, size));
            }

            recurrent.Multiply(gates.Span.Slice(t * examples * 4 * size, examples * 4 * size), hiddenGradient.Span);
        }

        weights.AddGradients(input.Span, states.Span[..(frames * examples * size)], gates.Span, gates.Span);
        weights.AddInputGradient(x, gates.Span);
    }
}

using System.Numerics;
using Earshot.Neural.Kernels;
using Earshot.Neural.Numerics;

namespace Earshot.Neural.Recurrence;

// The four parameters of a recurrent layer on a tape, and the products over all frames at once that they take part in. G is gates times H.
internal readonly record struct RecurrentWeights<T>(Tensor<T> Input, Tensor<T> Hidden, Tensor<T> InputBias, Tensor<T> HiddenBias)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public int InputSize => Input.Shape[1];

    public int HiddenSize => Hidden.Shape[1];

    public int GateSize => Hidden.Shape[0];

    public void Require(string operation, in Shape x, int gates)
    {
        ShapeException.RequireRank(3, operation, x, nameof(x));
        int hidden = HiddenSize;
        ShapeException.Require(GateSize == gates * hidden, operation, $"a hidden weight [{gates} H, H]", Hidden.Shape, nameof(Hidden));
        ShapeException.Require(Input.Shape[0] == GateSize && x[2] == InputSize, operation, $"an input weight [{GateSize}, {x[2]}] for {x}", Input.Shape, nameof(Input));
        ShapeException.Require(InputBias.Shape.Count == GateSize, operation, $"a bias of {GateSize}", InputBias.Shape, nameof(InputBias));
        ShapeException.Require(HiddenBias.Shape.Count == GateSize, operation, $"a bias of {GateSize}", HiddenBias.Shape, nameof(HiddenBias));
    }

    // gates = x Wi' + bi for all frames. x: [rows][I], gates: [rows][G].
    public void ProjectInput(ReadOnlySpan<T> x, Span<T> gates)
    {
        for (int at = 0; at < gates.Length; at += GateSize)
        {
            InputBias.Values.CopyTo(gates[at..]);
        }

        MatrixProduct.Multiply(ProductShape.Dense(gates.Length / GateSize, GateSize, InputSize, transposeB: true), x, Input.Values, gates, accumulate: true);
    }

    // The state's weight, ready for gates = h Wh', frame after frame.
    public RepeatedOperand<T> ForHidden() => Hidden.Tape.Repeat(Hidden, transposed: true);

    // The same for dh += dgates Wh.
    public RepeatedOperand<T> ForHiddenBackward() => Hidden.Tape.Repeat(Hidden, transposed: false);

    // The gradients of all weights, each as one product over all frames. history: h before each frame.
    public void AddGradients(ReadOnlySpan<T> x, ReadOnlySpan<T> history, ReadOnlySpan<T> inputGates, ReadOnlySpan<T> hiddenGates)
    {
        int rows = inputGates.Length / GateSize;
        if (Input.NeedsGradient)
        {
            Span<T> to = Input.GradientToWrite(out bool adds);
            MatrixProduct.Multiply(ProductShape.Dense(GateSize, InputSize, rows, transposeA: true), inputGates, x, to, adds);
        }

        if (Hidden.NeedsGradient)
        {
            Span<T> to = Hidden.GradientToWrite(out bool adds);
            MatrixProduct.Multiply(ProductShape.Dense(GateSize, HiddenSize, rows, transposeA: true), hiddenGates, history, to, adds);
        }

        if (InputBias.NeedsGradient)
        {
            Sums.OfRows(inputGates, InputBias.Gradient);
        }

        if (HiddenBias.NeedsGradient)
        {
            Sums.OfRows(hiddenGates, HiddenBias.Gradient);
        }
    }

    // dx = dgates Wi for all frames, from time-major to the order of the batch.
    public void AddInputGradient(Tensor<T> x, ReadOnlySpan<T> inputGates)
    {
        if (!x.NeedsGradient)
        {
            return;
        }

        (int examples, int frames) = (x.Shape[0], x.Shape[1]);
        using Scratch<T> dx = x.Tape.Scratch(x.Shape.Count);
        MatrixProduct.Multiply(ProductShape.Dense(frames * examples, InputSize, GateSize), inputGates, Input.Values, dx.Span);
        TimeMajor.AddSwapped<T>(dx.Span, x.Gradient, frames, examples, InputSize);
    }
}

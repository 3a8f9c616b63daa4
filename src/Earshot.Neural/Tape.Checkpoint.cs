using System.Numerics.Tensors;

namespace Earshot.Neural;

/// <content>Gradient checkpointing: trades time for memory.</content>
public sealed partial class Tape<T>
{
    /// <summary>Computes a part of a model without keeping what is inside; the backward pass computes it again.</summary>
    /// <remarks>
    /// Saves the part's activations at the price of a second forward pass (Griewank and Walther 2000, algorithm 799, with one level; nest calls
    /// for more). Random operations draw the same numbers again. All tensors that the function reads must be among its inputs; parameters are free.
    /// </remarks>
    /// <param name="function">The part: computes one tensor from its input.</param>
    /// <param name="input">What the function reads.</param>
    /// <param name="second">A second input, where the function has two.</param>
    public Tensor<T> Checkpoint(Func<Tensor<T>, Tensor<T>?, Tensor<T>> function, Tensor<T> input, Tensor<T>? second = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (!IsRecording)
        {
            return function(input, second);
        }

        // 1. Values only; all but the result is given back at once.
        ulong draws = _draws;
        (int Chunk, int Offset) mark = _elements.Mark;
        IsRecording = false;
        Tensor<T> inner;
        try
        {
            inner = function(input, second);
        }
        finally
        {
            IsRecording = true;
        }

        Shape shape = inner.Shape;
        Tensor<T> output;
        using (Scratch<T> copy = Scratch(shape.Count))
        {
            inner.Values.CopyTo(copy.Span);
            _elements.Release(mark);
            output = Empty(nameof(Checkpoint), shape, needsGradient: true);
            copy.Span.CopyTo(output.Values);
        }

        // 2. Later: the same again with recording, and straight backwards through it.
        Record(output, () => Again(function, input, second, output, draws));
        return output;
    }

    private void Again(Func<Tensor<T>, Tensor<T>?, Tensor<T>> function, Tensor<T> input, Tensor<T>? second, Tensor<T> output, ulong draws)
    {
        // Gradients that outlive the part must lie below the mark.
        Claim(input);
        Claim(second);
        (ulong Draws, long Region, int Records) before = (_draws, _regionStart, _records.Count);
        (int Chunk, int Offset) mark = _elements.Mark;
        (_draws, _regionStart) = (draws, _serial);
        Tensor<T> again = function(input, second);
        if (again.NeedsGradient)
        {
            TensorPrimitives.Add(again.Gradient, output.Gradient, again.Gradient);
            Replay(before.Records);
        }

        _records.RemoveRange(before.Records, _records.Count - before.Records);
        _elements.Release(mark);
        (_draws, _regionStart) = (before.Draws, before.Region);
    }

    private static void Claim(Tensor<T>? tensor)
    {
        if (tensor is { NeedsGradient: true, HasGradient: false })
        {
            _ = tensor.Gradient;
        }
    }
}

using System.Numerics;
using System.Numerics.Tensors;
using Earshot.Neural.Recurrence;
using Earshot.Signals.Randomness;

namespace Earshot.Neural.Layers;

/// <summary>A long short-term memory; its gates are input, forget, cell, output.</summary>
/// <typeparam name="T">The number format.</typeparam>
public sealed class Lstm<T> : RecurrentLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Creates the layer; all parameters are uniform within 1 / sqrt(units).</summary>
    /// <param name="inputs">Features of a frame, 1 or more.</param>
    /// <param name="units">Hidden units, 1 or more.</param>
    /// <param name="random">Decides the weights.</param>
    public Lstm(int inputs, int units, SeededRandom random)
        : base(gates: 4, inputs, units, random)
    {
    }

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) =>
        x.Lstm(x.Tape.Use(InputWeight), x.Tape.Use(HiddenWeight), x.Tape.Use(InputBias), x.Tape.Use(HiddenBias));

    /// <inheritdoc/>
    public override bool Step(ReadOnlySpan<T> input, Span<T> output, LayerState state)
    {
        var past = (RecurrentState<T>)state;
        TensorPrimitives.Add<T>(InputBias.Values, HiddenBias.Values, past.InputGates);
        StreamedInput.Multiply(input, past.InputGates, accumulate: true);
        StreamedHidden.Multiply(past.Hidden, past.InputGates, accumulate: true);
        LstmCell.Forward<T>(past.InputGates, past.Cell, past.Cell, past.HiddenGates.AsSpan(0, OutputSize), output);
        output.CopyTo(past.Hidden);
        return true;
    }
}

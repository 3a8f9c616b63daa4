using System.Numerics;
using Earshot.Neural.Recurrence;
using Earshot.Signals.Randomness;

namespace Earshot.Neural.Layers;

/// <summary>A gated recurrent unit; its gates are reset, update, new.</summary>
/// <typeparam name="T">The number format.</typeparam>
public sealed class Gru<T> : RecurrentLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Creates the layer; all parameters are uniform within 1 / sqrt(units).</summary>
    /// <param name="inputs">Features of a frame, 1 or more.</param>
    /// <param name="units">Hidden units, 1 or more.</param>
    /// <param name="random">Decides the weights.</param>
    public Gru(int inputs, int units, SeededRandom random)
        : base(gates: 3, inputs, units, random)
    {
    }

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) =>
        x.Gru(x.Tape.Use(InputWeight), x.Tape.Use(HiddenWeight), x.Tape.Use(InputBias), x.Tape.Use(HiddenBias));

    /// <inheritdoc/>
    public override bool Step(ReadOnlySpan<T> input, Span<T> output, LayerState state)
    {
        var past = (RecurrentState<T>)state;
        InputBias.Values.CopyTo(past.InputGates);
        StreamedInput.Multiply(input, past.InputGates, accumulate: true);
        StreamedHidden.Multiply(past.Hidden, past.HiddenGates, accumulate: false);
        GruCell.Forward<T>(past.InputGates, past.HiddenGates, HiddenBias.Values, past.Hidden, output);
        output.CopyTo(past.Hidden);
        return true;
    }
}

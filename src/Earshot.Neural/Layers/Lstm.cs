using System.Numerics;
using System.Numerics.Tensors;
using Earshot.Neural.Recurrence;
using Earshot.Signals.Randomness;

namespace Earshot.Neural.Layers;

/// <summary>A long short-term memory.</summary>
/// <typeparam name="T">The number format.</typeparam>
public sealed class Lstm<T> : StreamingLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Gates = 4;
    private readonly StreamWeight<T> _inputStreamed;
    private readonly StreamWeight<T> _hiddenStreamed;

    /// <summary>Creates the layer; all parameters are uniform within 1 / sqrt(units).</summary>
    /// <param name="inputs">Features of a frame, 1 or more.</param>
    /// <param name="units">Hidden units, 1 or more.</param>
    /// <param name="random">Decides the weights.</param>
    public Lstm(int inputs, int units, SeededRandom random)
    {
        double bound = 1 / Math.Sqrt(units);
        InputWeight = Add(new Parameter<T>("input_weight", new Shape("GI", Gates * units, inputs)).Uniform(bound, random));
        HiddenWeight = Add(new Parameter<T>("hidden_weight", new Shape("GH", Gates * units, units)).Uniform(bound, random));
        _inputStreamed = new StreamWeight<T>(InputWeight, Gates * units, inputs);
        _hiddenStreamed = new StreamWeight<T>(HiddenWeight, Gates * units, units);
        InputBias = Add(new Parameter<T>("input_bias", new Shape("G", Gates * units), ParameterRole.Bias).Uniform(bound, random));
        HiddenBias = Add(new Parameter<T>("hidden_bias", new Shape("G", Gates * units), ParameterRole.Bias).Uniform(bound, random));
    }

    /// <summary>Weight of the input, <c>[4 H, I]</c>, rows in the order input, forget, cell, output.</summary>
    public Parameter<T> InputWeight { get; }

    /// <summary>Weight of the state, <c>[4 H, H]</c>.</summary>
    public Parameter<T> HiddenWeight { get; }

    /// <summary>Bias of the input's part, <c>[4 H]</c>.</summary>
    public Parameter<T> InputBias { get; }

    /// <summary>Bias of the state's part, <c>[4 H]</c>.</summary>
    public Parameter<T> HiddenBias { get; }

    /// <inheritdoc/>
    public override int InputSize => InputWeight.Shape[1];

    /// <inheritdoc/>
    public override int OutputSize => HiddenWeight.Shape[1];

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) =>
        x.Lstm(x.Tape.Use(InputWeight), x.Tape.Use(HiddenWeight), x.Tape.Use(InputBias), x.Tape.Use(HiddenBias));

    /// <inheritdoc/>
    public override LayerState NewState()
    {
        _inputStreamed.Refresh();
        _hiddenStreamed.Refresh();
        return new RecurrentState<T>(OutputSize, Gates);
    }

    /// <inheritdoc/>
    public override bool Step(ReadOnlySpan<T> input, Span<T> output, LayerState state)
    {
        var past = (RecurrentState<T>)state;
        TensorPrimitives.Add<T>(InputBias.Values, HiddenBias.Values, past.InputGates);
        _inputStreamed.Multiply(input, past.InputGates, accumulate: true);
        _hiddenStreamed.Multiply(past.Hidden, past.InputGates, accumulate: true);
        LstmCell.Forward<T>(past.InputGates, past.Cell, past.Cell, past.HiddenGates.AsSpan(0, OutputSize), output);
        output.CopyTo(past.Hidden);
        return true;
    }
}

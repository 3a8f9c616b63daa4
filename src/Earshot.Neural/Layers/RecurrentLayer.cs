using System.Numerics;
using Earshot.Signals.Randomness;

namespace Earshot.Neural.Layers;

/// <summary>What recurrent layers have in common: a weight for the input and one for the state, a bias for each, and a state to stream with.</summary>
/// <typeparam name="T">The number format.</typeparam>
public abstract class RecurrentLayer<T> : StreamingLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _gates;

    private protected RecurrentLayer(int gates, int inputs, int units, SeededRandom random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(units, 1);
        _gates = gates;
        double bound = 1 / Math.Sqrt(units);
        InputWeight = Add(new Parameter<T>("input_weight", new Shape("GI", gates * units, inputs)).Uniform(bound, random));
        HiddenWeight = Add(new Parameter<T>("hidden_weight", new Shape("GH", gates * units, units)).Uniform(bound, random));
        InputBias = Add(new Parameter<T>("input_bias", new Shape("G", gates * units), ParameterRole.Bias).Uniform(bound, random));
        HiddenBias = Add(new Parameter<T>("hidden_bias", new Shape("G", gates * units), ParameterRole.Bias).Uniform(bound, random));
        StreamedInput = new StreamWeight<T>(InputWeight, gates * units, inputs);
        StreamedHidden = new StreamWeight<T>(HiddenWeight, gates * units, units);
    }

    /// <summary>Weight of the input, <c>[gates H, I]</c>, the rows of one gate after those of the other.</summary>
    public Parameter<T> InputWeight { get; }

    /// <summary>Weight of the state, <c>[gates H, H]</c>.</summary>
    public Parameter<T> HiddenWeight { get; }

    /// <summary>Bias of the input's part, <c>[gates H]</c>.</summary>
    public Parameter<T> InputBias { get; }

    /// <summary>Bias of the state's part, <c>[gates H]</c>.</summary>
    public Parameter<T> HiddenBias { get; }

    /// <inheritdoc/>
    public sealed override int InputSize => InputWeight.Shape[1];

    /// <inheritdoc/>
    public sealed override int OutputSize => HiddenWeight.Shape[1];

    private protected StreamWeight<T> StreamedInput { get; }

    private protected StreamWeight<T> StreamedHidden { get; }

    /// <inheritdoc/>
    public sealed override LayerState NewState()
    {
        StreamedInput.Refresh();
        StreamedHidden.Refresh();
        return new RecurrentState<T>(OutputSize, _gates);
    }
}

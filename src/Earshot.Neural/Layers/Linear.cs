using System.Numerics;
using Earshot.Neural.Operations;
using Earshot.Signals.Randomness;

namespace Earshot.Neural.Layers;

/// <summary>y = x W' + b for each frame.</summary>
/// <typeparam name="T">The number format.</typeparam>
public sealed class Linear<T> : StreamingLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly StreamWeight<T> _streamed;

    /// <summary>Creates the layer with Glorot's weights and a bias of zeros.</summary>
    /// <param name="inputs">Features of a frame in, 1 or more.</param>
    /// <param name="outputs">Features of a frame out, 1 or more.</param>
    /// <param name="random">Decides the weights.</param>
    /// <param name="hasBias">Whether a bias is added.</param>
    public Linear(int inputs, int outputs, SeededRandom random, bool hasBias = true)
    {
        Weight = Add(new Parameter<T>("weight", new Shape("OI", outputs, inputs)).Glorot(inputs, outputs, random));
        _streamed = new StreamWeight<T>(Weight, outputs, inputs);
        Bias = hasBias ? Add(new Parameter<T>("bias", new Shape("O", outputs), ParameterRole.Bias)) : null;
    }

    /// <summary>The weight, <c>[O, I]</c>.</summary>
    public Parameter<T> Weight { get; }

    /// <summary>The bias, <c>[O]</c>, or nothing.</summary>
    public Parameter<T>? Bias { get; }

    /// <inheritdoc/>
    public override int InputSize => Weight.Shape[1];

    /// <inheritdoc/>
    public override int OutputSize => Weight.Shape[0];

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => x.Linear(x.Tape.Use(Weight), Bias is null ? null : x.Tape.Use(Bias));

    /// <inheritdoc/>
    public override LayerState NewState()
    {
        _streamed.Refresh();
        return LayerState.None;
    }

    /// <inheritdoc/>
    public override bool Step(ReadOnlySpan<T> input, Span<T> output, LayerState state)
    {
        Bias?.Values.CopyTo(output);
        _streamed.Multiply(input, output, accumulate: Bias is not null);
        return true;
    }
}

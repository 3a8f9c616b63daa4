using System.Numerics;
using System.Numerics.Tensors;
using Earshot.Neural.Numerics;
using Earshot.Neural.Operations;
using Earshot.Signals.Randomness;

namespace Earshot.Neural.Layers;

/// <summary>Scales channels by what they were so far: squeeze-and-excitation (Hu et al. 2018) with a causal running mean.</summary>
/// <remarks>gain = sigmoid(W2 relu(W1 mean)), the mean over all frames up to the present one, older ones weighing less where the decay is below 1.</remarks>
/// <typeparam name="T">The number format.</typeparam>
public sealed class SqueezeExcitation<T> : StreamingLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Linear<T> _squeeze;
    private readonly Linear<T> _excite;
    private readonly double _decay;

    /// <summary>Creates the layer.</summary>
    /// <param name="channels">Channels of a frame.</param>
    /// <param name="reduction">How many times narrower the inner layer is, a divisor of <paramref name="channels"/>.</param>
    /// <param name="decay">Weight of a frame's mean against the next, above 0 .. 1; 1 for the plain running mean.</param>
    /// <param name="random">Decides the weights.</param>
    public SqueezeExcitation(int channels, int reduction, double decay, SeededRandom random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(reduction, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(channels % reduction, 0, nameof(reduction));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(decay);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decay, 1);
        _decay = decay;
        _squeeze = Add("squeeze", new Linear<T>(channels, channels / reduction, random));
        _excite = Add("excite", new Linear<T>(channels / reduction, channels, random));
    }

    /// <inheritdoc/>
    public override int InputSize => _squeeze.InputSize;

    /// <inheritdoc/>
    public override int OutputSize => InputSize;

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => x * _excite.Forward(_squeeze.Forward(x.CausalMean(_decay)).Relu()).Sigmoid();

    /// <inheritdoc/>
    public override LayerState NewState()
    {
        _squeeze.NewState();
        _excite.NewState();
        return new SqueezeState<T>(InputSize, _squeeze.OutputSize);
    }

    /// <inheritdoc/>
    public override bool Step(ReadOnlySpan<T> input, Span<T> output, LayerState state)
    {
        var past = (SqueezeState<T>)state;
        T keep = T.CreateChecked(_decay);
        past.Weight = (past.Weight * keep) + T.One;
        TensorPrimitives.MultiplyAdd(past.Sum, keep, input, past.Sum);
        TensorPrimitives.Divide(past.Sum, past.Weight, output);
        _squeeze.Step(output, past.Inner, LayerState.None);
        TensorPrimitives.Max(past.Inner, T.Zero, past.Inner);
        _excite.Step(past.Inner, output, LayerState.None);
        Elementwise.Sigmoid(output, output);
        TensorPrimitives.Multiply(output, input, output);
        return true;
    }
}

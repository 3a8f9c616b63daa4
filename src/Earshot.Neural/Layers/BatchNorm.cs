using System.Numerics;
using System.Numerics.Tensors;
using Earshot.Neural.Operations;

namespace Earshot.Neural.Layers;

/// <summary>Normalisation of each channel over the batch in training, by running statistics in use.</summary>
/// <typeparam name="T">The number format.</typeparam>
public sealed class BatchNorm<T> : StreamingLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double _epsilon;

    /// <summary>Creates the layer with gains of 1, offsets of 0, a running mean of 0 and a running variance of 1.</summary>
    /// <param name="channels">Channels, the innermost dimension of the input.</param>
    /// <param name="bins">How many times the channels stand in a frame of a stream; more than 1 after a two-dimensional convolution.</param>
    /// <param name="epsilon">Added to the variance, above 0.</param>
    public BatchNorm(int channels, int bins = 1, double epsilon = 1e-5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epsilon);
        _epsilon = epsilon;
        InputSize = channels * bins;
        var shape = new Shape("C", channels);
        Gain = Add(new Parameter<T>("gain", shape, ParameterRole.Bias).Constant(1));
        Offset = Add(new Parameter<T>("offset", shape, ParameterRole.Bias));
        RunningMean = Add(new Parameter<T>("running_mean", shape, ParameterRole.Statistic));
        RunningVariance = Add(new Parameter<T>("running_variance", shape, ParameterRole.Statistic).Constant(1));
    }

    /// <summary>Gains, <c>[C]</c>.</summary>
    public Parameter<T> Gain { get; }

    /// <summary>Offsets, <c>[C]</c>.</summary>
    public Parameter<T> Offset { get; }

    /// <summary>Mean of each channel over the batches of late, <c>[C]</c>.</summary>
    public Parameter<T> RunningMean { get; }

    /// <summary>Variance of each channel over the batches of late, <c>[C]</c>.</summary>
    public Parameter<T> RunningVariance { get; }

    /// <inheritdoc/>
    public override int InputSize { get; }

    /// <inheritdoc/>
    public override int OutputSize => InputSize;

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) =>
        x.BatchNorm(x.Tape.Use(Gain), x.Tape.Use(Offset), x.Tape.Use(RunningMean), x.Tape.Use(RunningVariance), _epsilon);

    /// <inheritdoc/>
    public override LayerState NewState()
    {
        var state = new BatchNormState<T>(InputSize);
        for (int i = 0; i < InputSize; i++)
        {
            int c = i % Gain.Shape.Count;
            state.Slope[i] = Gain.Values[c] / T.Sqrt(RunningVariance.Values[c] + T.CreateChecked(_epsilon));
            state.Shift[i] = Offset.Values[c] - (RunningMean.Values[c] * state.Slope[i]);
        }

        return state;
    }

    /// <inheritdoc/>
    public override bool Step(ReadOnlySpan<T> input, Span<T> output, LayerState state)
    {
        var line = (BatchNormState<T>)state;
        TensorPrimitives.MultiplyAdd(input, line.Slope, line.Shift, output);
        return true;
    }
}

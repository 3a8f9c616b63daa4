using System.Numerics;
using Earshot.Neural.Operations;
using Earshot.Signals.Randomness;

namespace Earshot.Neural.Layers;

/// <summary>Convolution over time and frequency. A frame of a stream is one column of the plane, <c>[F, C]</c> flattened.</summary>
/// <typeparam name="T">The number format.</typeparam>
public sealed class Conv2d<T> : StreamingLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Conv2dOptions _options;
    private readonly StreamWeight<T> _streamed;
    private readonly PlaneWindows _column; // of one output frame over the frames that it sees

    /// <summary>Creates the layer with He's weights and a bias of zeros.</summary>
    /// <param name="options">What it is.</param>
    /// <param name="random">Decides the weights.</param>
    /// <exception cref="ArgumentException">An option is outside its range; all such are listed.</exception>
    public Conv2d(Conv2dOptions options, SeededRandom random)
    {
        options.Validate(nameof(options));
        _options = options;
        var shape = new Shape("OPQI", options.Outputs, options.Taps.Time, options.Taps.Frequency, options.Inputs);
        Weight = Add(new Parameter<T>("weight", shape).He(shape.Count / options.Outputs, random));
        _streamed = new StreamWeight<T>(Weight, options.Outputs, shape.Count / options.Outputs);
        Bias = options.HasBias ? Add(new Parameter<T>("bias", new Shape("O", options.Outputs), ParameterRole.Bias)) : null;
        var column = new Shape("BTFC", 1, options.Taps.Time, options.Bins, options.Inputs);
        _column = new PlaneWindows(column, options.Taps.Time, options.Taps.Frequency, options.Stride, (0, 0), options.PadFrequency);
    }

    /// <summary>The weight, <c>[O, taps in time, taps in frequency, I]</c>.</summary>
    public Parameter<T> Weight { get; }

    /// <summary>The bias, <c>[O]</c>, or nothing.</summary>
    public Parameter<T>? Bias { get; }

    /// <inheritdoc/>
    public override int InputSize => _options.Bins * _options.Inputs;

    /// <inheritdoc/>
    public override int OutputSize => _options.OutputBins * _options.Outputs;

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x)
    {
        ShapeException.RequireRank(4, nameof(Conv2d<T>), x.Shape, nameof(x));
        ShapeException.Require(x.Shape[2] == _options.Bins, nameof(Conv2d<T>), $"{_options.Bins} bins", x.Shape, nameof(x));
        return x.Conv2d(x.Tape.Use(Weight), Bias is null ? null : x.Tape.Use(Bias), _options.Stride, _options.PadTime, _options.PadFrequency);
    }

    /// <inheritdoc/>
    public override LayerState NewState()
    {
        if (!_options.IsCausal && _options.Taps.Time > 1)
        {
            throw new InvalidOperationException("a centred convolution needs frames of the future; make it causal to stream");
        }

        _streamed.Refresh();
        return new ConvolutionState<T>(_options.Taps.Time, InputSize, _column.RowCount * _column.WindowCount);
    }

    /// <inheritdoc/>
    public override bool Step(ReadOnlySpan<T> input, Span<T> output, LayerState state)
    {
        var past = (ConvolutionState<T>)state;
        input.CopyTo(past.History.Push());
        if (!past.IsDue(_options.Stride.Time))
        {
            return false;
        }

        for (int at = 0; Bias is not null && at < OutputSize; at += _options.Outputs)
        {
            Bias.Values.CopyTo(output[at..]);
        }

        _column.Unroll<T>(past.History.Window, past.Windows, firstFrame: 0, frames: 1);
        _streamed.Multiply(past.Windows, output, accumulate: Bias is not null);
        return true;
    }
}

using System.Numerics;
using System.Numerics.Tensors;
using Earshot.Neural.Operations;
using Earshot.Signals.Randomness;

namespace Earshot.Neural.Layers;

/// <summary>Convolution along time.</summary>
/// <typeparam name="T">The number format.</typeparam>
public sealed class Conv1d<T> : StreamingLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Conv1dOptions _options;
    private readonly StreamWeight<T>? _streamed; // none for a depthwise convolution

    /// <summary>Creates the layer with He's weights and a bias of zeros.</summary>
    /// <param name="options">What it is.</param>
    /// <param name="random">Decides the weights.</param>
    /// <exception cref="ArgumentException">An option is outside its range; all such are listed.</exception>
    public Conv1d(Conv1dOptions options, SeededRandom random)
    {
        options.Validate(nameof(options));
        _options = options;
        Shape shape = options.IsDepthwise ? new("KC", options.Taps, options.Inputs) : new("OKI", options.Outputs, options.Taps, options.Inputs);
        Weight = Add(new Parameter<T>("weight", shape).He(options.Taps * (options.IsDepthwise ? 1 : options.Inputs), random));
        _streamed = options.IsDepthwise ? null : new StreamWeight<T>(Weight, options.Outputs, options.Taps * options.Inputs);
        Bias = options.HasBias ? Add(new Parameter<T>("bias", new Shape("O", options.Outputs), ParameterRole.Bias)) : null;
    }

    /// <summary>The weight, <c>[O, K, I]</c>, or <c>[K, C]</c> for a depthwise convolution.</summary>
    public Parameter<T> Weight { get; }

    /// <summary>The bias, <c>[O]</c>, or nothing.</summary>
    public Parameter<T>? Bias { get; }

    /// <inheritdoc/>
    public override int InputSize => _options.Inputs;

    /// <inheritdoc/>
    public override int OutputSize => _options.Outputs;

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x)
    {
        int left = _options.IsCausal ? _options.Reach : _options.Reach / 2;
        int right = _options.Reach - left;
        Tensor<T> weight = x.Tape.Use(Weight);
        Tensor<T>? bias = Bias is null ? null : x.Tape.Use(Bias);
        return _options.IsDepthwise
            ? x.DepthwiseConv1d(weight, bias, _options.Stride, _options.Dilation, left, right)
            : x.Conv1d(weight, bias, _options.Stride, _options.Dilation, left, right);
    }

    /// <inheritdoc/>
    public override LayerState NewState()
    {
        if (!_options.IsCausal && _options.Reach > 0)
        {
            throw new InvalidOperationException("a centred convolution needs frames of the future; make it causal to stream");
        }

        _streamed?.Refresh();
        return new ConvolutionState<T>(_options.Reach + 1, _options.Inputs, windowCount: _options.Dilation > 1 ? _options.Taps * _options.Inputs : 0);
    }

    /// <inheritdoc/>
    public override bool Step(ReadOnlySpan<T> input, Span<T> output, LayerState state)
    {
        var past = (ConvolutionState<T>)state;
        input.CopyTo(past.History.Push());
        if (!past.IsDue(_options.Stride))
        {
            return false;
        }

        output.Clear();
        Bias?.Values.CopyTo(output);
        ReadOnlySpan<T> window = past.History.Window;
        int step = _options.Dilation * _options.Inputs;
        if (_streamed is null)
        {
            for (int k = 0; k < _options.Taps; k++)
            {
                TensorPrimitives.MultiplyAdd(window.Slice(k * step, _options.Inputs), Weight.Values.Slice(k * _options.Inputs, _options.Inputs), output, output);
            }

            return true;
        }

        if (_options.Dilation > 1)
        {
            // Taps that are apart are brought together, so that one product over one row does them all.
            for (int k = 0; k < _options.Taps; k++)
            {
                window.Slice(k * step, _options.Inputs).CopyTo(past.Windows.AsSpan(k * _options.Inputs));
            }

            window = past.Windows;
        }

        _streamed.Multiply(window, output, accumulate: true);
        return true;
    }
}

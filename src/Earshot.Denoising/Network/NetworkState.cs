using Earshot.Denoising.SignalPath;
using Earshot.Neural.Layers;

namespace Earshot.Denoising.Network;

/// <summary>One stream's state of the network, and its step: the same function as the whole form, frame by frame, without allocation.</summary>
internal sealed class NetworkState
{
    private readonly DenoiserNetwork _network;
    private readonly LayerState _convolution;
    private readonly LayerState[] _recurrent;
    private readonly Activation<float> _sigmoid = new(ActivationKind.Sigmoid, DenoiserNetwork.OutputLength);
    private readonly float[] _dense; // [DenseUnits]
    private readonly float[] _denseOut; // [DenseUnits]
    private readonly float[] _wide; // [ConvolutionUnits]
    private readonly float[] _joined; // [ConvolutionUnits | RecurrentUnits of each layer]
    private readonly float[] _scores = new float[DenoiserNetwork.OutputLength];
    private readonly float[] _outputs = new float[DenoiserNetwork.OutputLength];

    /// <summary>Creates the state before the first frame.</summary>
    /// <param name="network">The network.</param>
    public NetworkState(DenoiserNetwork network)
    {
        _network = network;
        _convolution = network.Convolution.NewState();
        _recurrent = [.. network.Recurrent.Select(static layer => layer.NewState())];
        _dense = new float[network.Architecture.DenseUnits];
        _denseOut = new float[network.Architecture.DenseUnits];
        _wide = new float[network.Architecture.ConvolutionUnits];
        _joined = new float[network.Output.InputSize];
    }

    /// <summary>Band gains of the last frame, 0 .. 1.</summary>
    public ReadOnlySpan<float> Gains => _outputs.AsSpan(0, PathFormat.BandCount);

    /// <summary>Filtering strengths of the last frame, 0 .. 1.</summary>
    public ReadOnlySpan<float> Strengths => _outputs.AsSpan(PathFormat.BandCount, PathFormat.BandCount);

    /// <summary>Probability of voice in the last frame.</summary>
    public float VoiceActivity => _outputs[^1];

    /// <summary>Takes the features of one frame.</summary>
    /// <param name="features">As <see cref="Features.FeatureVector"/> writes them.</param>
    public void Step(ReadOnlySpan<float> features)
    {
        _network.Dense.Step(features, _dense, LayerState.None);
        _network.DenseActivation.Step(_dense, _denseOut, LayerState.None);
        _network.Convolution.Step(_denseOut, _wide, _convolution);
        int start = 0;
        int length = _wide.Length;
        _network.ConvolutionActivation.Step(_wide, _joined.AsSpan(0, length), LayerState.None);
        for (int i = 0; i < _recurrent.Length; i++)
        {
            Gru<float> layer = _network.Recurrent[i];
            layer.Step(_joined.AsSpan(start, length), _joined.AsSpan(start + length, layer.OutputSize), _recurrent[i]);
            (start, length) = (start + length, layer.OutputSize);
        }

        _network.Output.Step(_joined, _scores, LayerState.None);
        _sigmoid.Step(_scores, _outputs, LayerState.None);
    }

    /// <summary>Returns to the state before the first frame.</summary>
    public void Reset()
    {
        _convolution.Reset();
        foreach (LayerState state in _recurrent)
        {
            state.Reset();
        }
    }
}

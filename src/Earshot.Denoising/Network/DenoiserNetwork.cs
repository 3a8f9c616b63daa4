// The network of PercepNet (Valin et al. 2020, section 6) in a regular form: a dense layer, a causal convolution over time, a stack of gated
// recurrent units; band gains, filtering strengths and voice activity are read from the convolution and all recurrent layers together.
// Deviations: strengths have no recurrent layer of their own, and there is one convolution; every size is a parameter.
// Cost per frame: one multiply-add for each weight.
using Earshot.Denoising.Features;
using Earshot.Denoising.SignalPath;
using Earshot.Neural;
using Earshot.Neural.Layers;
using Earshot.Neural.Operations;
using Earshot.Signals.Randomness;

namespace Earshot.Denoising.Network;

/// <summary>Layers from features to gains, strengths and voice activity.</summary>
internal sealed class DenoiserNetwork : Module<float>
{
    /// <summary>Outputs: gains, strengths, voice activity, all before the sigmoid.</summary>
    public const int OutputLength = (2 * PathFormat.BandCount) + 1;

    /// <summary>Creates the network with random weights.</summary>
    /// <param name="architecture">Its sizes.</param>
    /// <param name="seed">Decides the weights.</param>
    public DenoiserNetwork(DenoiserArchitecture architecture, ulong seed)
    {
        architecture.Validate(nameof(architecture));
        Architecture = architecture;
        var random = new SeededRandom(seed);
        (int dense, int wide, int units) = (architecture.DenseUnits, architecture.ConvolutionUnits, architecture.RecurrentUnits);
        Dense = Add("dense", new Linear<float>(FeatureVector.Length, dense, random));
        DenseActivation = new Activation<float>(ActivationKind.Tanh, dense);
        var convolution = new Conv1dOptions { Inputs = dense, Outputs = wide, Taps = architecture.ConvolutionTaps };
        Convolution = Add("convolution", new Conv1d<float>(convolution, random));
        ConvolutionActivation = new Activation<float>(ActivationKind.Tanh, wide);
        Recurrent = new Gru<float>[architecture.RecurrentLayers];
        for (int i = 0; i < Recurrent.Length; i++)
        {
            Recurrent[i] = Add($"recurrent{i}", new Gru<float>(i == 0 ? wide : units, units, random));
        }

        Output = Add("output", new Linear<float>(wide + (Recurrent.Length * units), OutputLength, random));
    }

    /// <summary>The sizes.</summary>
    public DenoiserArchitecture Architecture { get; }

    /// <summary>First layer.</summary>
    public Linear<float> Dense { get; }

    /// <summary>Its function.</summary>
    public Activation<float> DenseActivation { get; }

    /// <summary>Convolution over time.</summary>
    public Conv1d<float> Convolution { get; }

    /// <summary>Its function.</summary>
    public Activation<float> ConvolutionActivation { get; }

    /// <summary>The stack of recurrent layers.</summary>
    public Gru<float>[] Recurrent { get; }

    /// <summary>Last layer.</summary>
    public Linear<float> Output { get; }

    /// <summary>Computes the outputs of whole sequences.</summary>
    /// <param name="features"><c>[B, T, F]</c>.</param>
    /// <returns><c>[B, T, O]</c>, before the sigmoid.</returns>
    public Tensor<float> Forward(Tensor<float> features)
    {
        Tensor<float> x = ConvolutionActivation.Forward(Convolution.Forward(DenseActivation.Forward(Dense.Forward(features))));
        var parts = new Tensor<float>[Recurrent.Length + 1];
        parts[0] = x;
        for (int i = 0; i < Recurrent.Length; i++)
        {
            parts[i + 1] = Recurrent[i].Forward(parts[i]);
        }

        return Output.Forward(Slices.Concat(-1, parts));
    }
}

using Earshot.Neural.Layers;
using Earshot.Neural.Operations;
using Earshot.Signals.Randomness;

namespace Earshot.Neural.Tests.Training;

// Small networks of every kind for the tone task.
internal static class KnownNetworks
{
    private const int Inputs = ToneTask.Features;
    private const int Width = 16;

    public static readonly Dictionary<string, Func<SeededRandom, Layer<float>>> Makers = new(StringComparer.Ordinal)
    {
        ["gru"] = random => new Sequential<float>(new Gru<float>(Inputs, Width, random), new Gru<float>(Width, Width, random), Head(random)),
        ["lstm"] = random => new Sequential<float>(new Lstm<float>(Inputs, Width, random), Head(random)),
        ["conv1d"] = random => new Sequential<float>(
            new Conv1d<float>(new() { Inputs = Inputs, Outputs = Width, Taps = 3 }, random),
            new BatchNorm<float>(Width),
            new Activation<float>(ActivationKind.Relu, Width),
            new Conv1d<float>(new() { Inputs = Width, Outputs = Width, Taps = 3, Dilation = 2, IsDepthwise = true }, random),
            new SqueezeExcitation<float>(Width, 4, 0.9, random),
            Head(random)),
        ["conv2d"] = random => new Sequential<float>(
            Reshaping<float>.ToPlane(Inputs, 1),
            new Conv2d<float>(new() { Inputs = 1, Outputs = 8, Bins = Inputs, Stride = (1, 2), HasBias = false }, random),
            new BatchNorm<float>(8, 3),
            new Activation<float>(ActivationKind.Relu, 24),
            new Conv2d<float>(new() { Inputs = 8, Outputs = 8, Bins = 3, Stride = (1, 2) }, random),
            Reshaping<float>.ToFrames(Width),
            new Activation<float>(ActivationKind.Gelu, Width),
            Head(random)),
        ["transformer"] = random => new Sequential<float>(new Linear<float>(Inputs, Width, random), Block(random), Block(random), new GroupNorm<float>(Width), Head(random)),
    };

    private static Linear<float> Head(SeededRandom random) => new(Width, ToneTask.Classes, random);

    // Attention and feed-forward, each behind a normalisation and beside an identity.
    private static Sequential<float> Block(SeededRandom random) => new(
        new Residual<float>(new Sequential<float>(new GroupNorm<float>(Width), new MultiHeadAttention<float>(Width, 4, new AttentionSpan(8, 0), 8, random))),
        new Residual<float>(new Sequential<float>(
            new GroupNorm<float>(Width),
            new Linear<float>(Width, 2 * Width, random),
            new Activation<float>(ActivationKind.Silu, 2 * Width),
            new Dropout<float>(0.05, 2 * Width),
            new Linear<float>(2 * Width, Width, random))));
}

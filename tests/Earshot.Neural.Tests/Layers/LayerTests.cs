using Earshot.Neural.Layers;
using Earshot.Neural.Operations;
using Earshot.Signals.Randomness;
using Earshot.Testing;

namespace Earshot.Neural.Tests.Layers;

// Every layer, a line each: its parameters' gradients, and its step form against its whole form.
public sealed class LayerTests
{
    private static readonly Dictionary<string, Func<SeededRandom, StreamingLayer<double>>> Makers = new(StringComparer.Ordinal)
    {
        ["linear"] = random => new Linear<double>(6, 4, random),
        ["linear without bias"] = random => new Linear<double>(6, 4, random, hasBias: false),
        ["relu"] = _ => new Activation<double>(ActivationKind.Relu, 6),
        ["sigmoid"] = _ => new Activation<double>(ActivationKind.Sigmoid, 6),
        ["tanh"] = _ => new Activation<double>(ActivationKind.Tanh, 6),
        ["silu"] = _ => new Activation<double>(ActivationKind.Silu, 6),
        ["gelu"] = _ => new Activation<double>(ActivationKind.Gelu, 6),
        ["conv1d"] = random => new Conv1d<double>(new() { Inputs = 6, Outputs = 4, Taps = 3 }, random),
        ["conv1d, dilated"] = random => new Conv1d<double>(new() { Inputs = 6, Outputs = 4, Taps = 3, Dilation = 2 }, random),
        ["conv1d, strided"] = random => new Conv1d<double>(new() { Inputs = 6, Outputs = 4, Taps = 3, Stride = 2, HasBias = false }, random),
        ["conv1d, depthwise"] = random => new Conv1d<double>(new() { Inputs = 6, Outputs = 6, Taps = 3, Dilation = 2, IsDepthwise = true }, random),
        ["layer norm"] = _ => new GroupNorm<double>(6),
        ["group norm"] = _ => new GroupNorm<double>(6, groups: 2),
        ["gru"] = random => new Gru<double>(6, 5, random),
        ["lstm"] = random => new Lstm<double>(6, 5, random),
        ["attention"] = random => new MultiHeadAttention<double>(6, 2, new AttentionSpan(4, 0), distances: 3, random),
        ["squeeze-excitation"] = random => new SqueezeExcitation<double>(6, 2, 0.9, random),
        ["glu"] = _ => new Glu<double>(3),
        ["conv2d"] = random => new Sequential<double>(
            Reshaping<double>.ToPlane(3, 2),
            new Conv2d<double>(new() { Inputs = 2, Outputs = 3, Bins = 3, Taps = (2, 3), Stride = (1, 2) }, random),
            Reshaping<double>.ToFrames(6)),
        ["residual"] = random => new Residual<double>(new Conv1d<double>(new() { Inputs = 6, Outputs = 6, Taps = 2 }, random)),
        ["sequential"] = random => new Sequential<double>(
            new Conv1d<double>(new() { Inputs = 6, Outputs = 8, Taps = 3, Stride = 2 }, random),
            new GroupNorm<double>(8),
            new Activation<double>(ActivationKind.Silu, 8),
            new Dropout<double>(0, 8),
            new Gru<double>(8, 5, random)),
    };

    public static TheoryData<string> Names => [.. Makers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_of_the_parameters_are_those_of_central_differences(string name)
    {
        StreamingLayer<double> layer = Makers[name](new SeededRandom(3));
        GradientCheck.Run(layer, layer.Forward, new Shape("BTC", 2, 5, layer.InputSize));
    }

    // 23 frames go round every ring several times. In double precision the roundings of the two forms differ by some 1e-15; 1e-12 leaves room for depth.
    [Theory]
    [MemberData(nameof(Names))]
    public void Step_form_equals_whole_form(string name)
    {
        StreamingLayer<double> layer = Makers[name](new SeededRandom(3));
        Randomize(layer);
        const int Frames = 23;
        double[] x = Numbers(Frames * layer.InputSize, 4);
        var tape = new Tape<double> { IsTraining = false, IsRecording = false };
        double[] whole = layer.Forward(tape.Constant(new Shape("BTC", 1, Frames, layer.InputSize), x)).Values.ToArray();
        LayerState state = layer.NewState();
        for (int pass = 0; pass < 2; pass++)
        {
            List<double> stepped = Walk(layer, x, state);
            Assert.Equal(whole.Length, stepped.Count);
            for (int i = 0; i < whole.Length; i++)
            {
                Assert.Equal(whole[i], stepped[i], 1e-12);
            }

            state.Reset();
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_step_allocates_nothing(string name)
    {
        StreamingLayer<double> layer = Makers[name](new SeededRandom(3));
        double[] frame = Numbers(layer.InputSize, 4);
        double[] output = new double[layer.OutputSize];
        LayerState state = layer.NewState();
        Assert.Equal(0, AllocatedBytes.Least(() =>
        {
            for (int i = 0; i < 50; i++)
            {
                layer.Step(frame, output, state);
            }
        }));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Two_streams_do_not_touch_each_other(string name)
    {
        StreamingLayer<double> layer = Makers[name](new SeededRandom(3));
        double[] x = Numbers(9 * layer.InputSize, 4);
        double[] other = Numbers(9 * layer.InputSize, 5);
        List<double> alone = Walk(layer, x, layer.NewState());
        (LayerState first, LayerState second) = (layer.NewState(), layer.NewState());
        var together = new List<double>();
        for (int t = 0; t < 9; t++)
        {
            together.AddRange(Walk(layer, x.AsSpan(t * layer.InputSize, layer.InputSize), first));
            Walk(layer, other.AsSpan(t * layer.InputSize, layer.InputSize), second);
        }

        Assert.Equal(alone, together);
    }

    // Future frames must not change past output, in the whole form too.
    [Theory]
    [MemberData(nameof(Names))]
    public void Whole_form_is_causal(string name)
    {
        StreamingLayer<double> layer = Makers[name](new SeededRandom(3));
        double[] x = Numbers(12 * layer.InputSize, 4);
        var tape = new Tape<double> { IsTraining = false };
        double[] before = layer.Forward(tape.Constant(new Shape("BTC", 1, 12, layer.InputSize), x)).Values.ToArray();
        x.AsSpan(8 * layer.InputSize).Fill(100);
        double[] after = layer.Forward(tape.Constant(new Shape("BTC", 1, 12, layer.InputSize), x)).Values.ToArray();
        int untouched = before.Length * 8 / 12;
        Assert.Equal(before[..untouched], after[..untouched]);
    }

    [Fact]
    public void Batch_norm_streams_by_its_running_statistics()
    {
        var layer = new BatchNorm<double>(3, bins: 2);
        Randomize(layer);
        foreach (ref double variance in layer.RunningVariance.Values)
        {
            variance = Math.Abs(variance) + 0.5;
        }

        double[] x = Numbers(4 * 6, 4);
        var tape = new Tape<double> { IsTraining = false };
        double[] whole = layer.Forward(tape.Constant(new Shape("BTFC", 1, 4, 2, 3), x)).Values.ToArray();
        Assert.Equal(whole, Walk(layer, x, layer.NewState()).ToArray(), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    public void Conv2d_streams_columns(int strideTime, int strideFrequency)
    {
        var layer = new Conv2d<double>(new() { Inputs = 2, Outputs = 3, Bins = 5, Stride = (strideTime, strideFrequency) }, new SeededRandom(3));
        Randomize(layer);
        double[] x = Numbers(11 * 10, 4);
        var tape = new Tape<double> { IsTraining = false };
        double[] whole = layer.Forward(tape.Constant(new Shape("BTFC", 1, 11, 5, 2), x)).Values.ToArray();
        Assert.Equal(whole, Walk(layer, x, layer.NewState()).ToArray(), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Layers_that_look_ahead_refuse_to_stream()
    {
        var random = new SeededRandom(1);
        Assert.Throws<InvalidOperationException>(() => new Conv1d<float>(new() { Inputs = 2, Outputs = 2, Taps = 3, IsCausal = false }, random).NewState());
        Assert.Throws<InvalidOperationException>(() => new MultiHeadAttention<float>(4, 2, AttentionSpan.Unlimited, 2, random).NewState());
    }

    [Fact]
    public void All_wrong_options_are_listed()
    {
        var error = Assert.Throws<ArgumentException>(() => new Conv1d<float>(new() { Inputs = 0, Outputs = 2, Taps = -1 }, new SeededRandom(1)));
        Assert.Contains("Inputs is 0", error.Message, StringComparison.Ordinal);
        Assert.Contains("Taps is -1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_are_named_by_their_place() => Assert.Equal(
        ["0.weight", "0.bias", "1.gain", "1.offset", "4.input_weight", "4.hidden_weight", "4.input_bias", "4.hidden_bias"],
        Makers["sequential"](new SeededRandom(1)).Parameters.Select(named => named.Name));

    private static List<double> Walk(StreamingLayer<double> layer, ReadOnlySpan<double> x, LayerState state)
    {
        var outputs = new List<double>();
        double[] output = new double[layer.OutputSize];
        for (int at = 0; at < x.Length; at += layer.InputSize)
        {
            if (layer.Step(x.Slice(at, layer.InputSize), output, state))
            {
                outputs.AddRange(output);
            }
        }

        return outputs;
    }

    private static void Randomize(Module<double> module)
    {
        var random = new SeededRandom(11);
        foreach (NamedParameter<double> named in module.Parameters)
        {
            named.Parameter.Uniform(0.8, random);
        }
    }

    private static double[] Numbers(int count, ulong seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble(-1, 1))];
    }
}

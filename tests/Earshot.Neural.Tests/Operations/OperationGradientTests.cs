using Earshot.Neural.Operations;
using Earshot.Neural.Recurrence;

namespace Earshot.Neural.Tests.Operations;

// Every operation's gradient against central differences, a line each.
public sealed class OperationGradientTests
{
    private static readonly Shape X = new("BTC", 2, 3, 5);

    private static readonly Shape Frames = new("BTD", 2, 5, 4);

    private static readonly Shape Sequence = new("BTI", 2, 4, 2);

    private static readonly Dictionary<string, Action> Cases = new(StringComparer.Ordinal)
    {
        ["add"] = () => GradientCheck.Run(x => x[0] + x[1], X, X),
        ["add a bias"] = () => GradientCheck.Run(x => x[0] + x[1], X, new Shape("C", 5)),
        ["add along an inner dimension"] = () => GradientCheck.Run(x => x[0] + x[1], X, new Shape("BT", 2, 3)),
        ["subtract an example's offset"] = () => GradientCheck.Run(x => x[0] - x[1], X, new Shape("BC", 2, 5)),
        ["subtract length 1"] = () => GradientCheck.Run(x => x[0] - x[1], X, new Shape("BTC", 2, 1, 1)),
        ["multiply"] = () => GradientCheck.Run(x => x[0] * x[1], X, X),
        ["multiply by itself"] = () => GradientCheck.Run(x => x[0] * x[0], X),
        ["multiply by a gain"] = () => GradientCheck.Run(x => x[0] * x[1], X, new Shape("BC", 2, 5)),
        ["multiply by a frame's gain"] = () => GradientCheck.Run(x => x[0] * x[1], X, new Shape("T", 3)),
        ["multiply by a number"] = () => GradientCheck.Run(x => x[0] * x[1], X, Shape.Scalar),
        ["divide"] = () => GradientCheck.Run(x => x[0].Divide(x[1]), 0.5, 1.5, X, new Shape("TC", 3, 5)),
        ["scale"] = () => GradientCheck.Run(x => x[0] * -1.7, X),
        ["shift"] = () => GradientCheck.Run(x => x[0].Shift(0.3).Square(), X),
        ["power"] = () => GradientCheck.Run(x => x[0].Power(0.4), 0.5, 1.5, X),
        ["relu"] = () => GradientCheck.Run(x => x[0].Relu(), X),
        ["sigmoid"] = () => GradientCheck.Run(x => x[0].Sigmoid(), -3, 3, X),
        ["tanh"] = () => GradientCheck.Run(x => x[0].Tanh(), -3, 3, X),
        ["exp"] = () => GradientCheck.Run(x => x[0].Exp(), X),
        ["log"] = () => GradientCheck.Run(x => x[0].Log(), 0.5, 1.5, X),
        ["sqrt"] = () => GradientCheck.Run(x => x[0].Sqrt(), 0.5, 1.5, X),
        ["square"] = () => GradientCheck.Run(x => x[0].Square(), X),
        ["abs"] = () => GradientCheck.Run(x => x[0].Abs(), X),
        ["reciprocal"] = () => GradientCheck.Run(x => x[0].Reciprocal(), 0.5, 1.5, X),
        ["silu"] = () => GradientCheck.Run(x => x[0].Silu(), -3, 3, X),
        ["gelu"] = () => GradientCheck.Run(x => x[0].Gelu(), -3, 3, X),
        ["glu"] = () => GradientCheck.Run(x => x[0].Glu(), new Shape("TC", 3, 10)),
        ["matmul"] = () => GradientCheck.Run(x => x[0].MatMul(x[1]), new Shape("MK", 3, 4), new Shape("KN", 4, 5)),
        ["matmul, A transposed"] = () => GradientCheck.Run(x => x[0].MatMul(x[1], transposeA: true), new Shape("KM", 4, 3), new Shape("KN", 4, 5)),
        ["matmul, B transposed"] = () => GradientCheck.Run(x => x[0].MatMul(x[1], transposeB: true), new Shape("MK", 3, 4), new Shape("NK", 5, 4)),
        ["matmul, both transposed"] = () => GradientCheck.Run(x => x[0].MatMul(x[1], true, true), new Shape("KM", 4, 3), new Shape("NK", 5, 4)),
        ["matmul, batched"] = () => GradientCheck.Run(x => x[0].MatMul(x[1]), new Shape("BMK", 2, 3, 4), new Shape("BKN", 2, 4, 5)),
        ["matmul, batched, transposed"] = () => GradientCheck.Run(x => x[0].MatMul(x[1], true, true), new Shape("BKM", 2, 4, 3), new Shape("BNK", 2, 5, 4)),
        ["matmul, shared"] = () => GradientCheck.Run(x => x[0].MatMul(x[1]), new Shape("BMK", 2, 3, 4), new Shape("KN", 4, 5)),
        ["matmul, shared, A transposed"] = () => GradientCheck.Run(x => x[0].MatMul(x[1], true), new Shape("BKM", 2, 4, 3), new Shape("KN", 4, 5)),
        ["linear"] = () => GradientCheck.Run(x => x[0].Linear(x[1], x[2]), X, new Shape("OI", 4, 5), new Shape("O", 4)),
        ["linear without bias, twice"] = () => GradientCheck.Run(x => x[0].Linear(x[1]).Linear(x[1]), X, new Shape("OI", 5, 5)),
        ["sum"] = () => GradientCheck.Run(x => x[0].Square().Sum(), X),
        ["mean"] = () => GradientCheck.Run(x => x[0].Square().Mean(), X),
        ["sum over B"] = () => GradientCheck.Run(x => x[0].Sum('B'), X),
        ["mean over T"] = () => GradientCheck.Run(x => x[0].Mean('T'), X),
        ["mean over C"] = () => GradientCheck.Run(x => x[0].Mean('C'), X),
        ["slice"] = () => GradientCheck.Run(x => x[0].Slice(1, 1, 2), X),
        ["concat"] = () => GradientCheck.Run(x => Slices.Concat(1, x[0], x[1], x[0]), X, new Shape("BTC", 2, 4, 5)),
        ["gather"] = () => GradientCheck.Run(x => x[0].Gather(1, [2, 0, 2, 2]), X),
        ["scatter"] = () => GradientCheck.Run(x => x[0].Scatter(1, [3, 1, 3], 5), X),
        ["reshape"] = () => GradientCheck.Run(x => x[0].Reshape(new Shape("TC", 6, 5)).Square(), X),
        ["permute"] = () => GradientCheck.Run(x => x[0].Permute("CBT"), X),
        ["permute, innermost stays"] = () => GradientCheck.Run(x => x[0].Permute("TBC"), X),
        ["softmax"] = () => GradientCheck.Run(x => x[0].Softmax(), X),
        ["log softmax"] = () => GradientCheck.Run(x => x[0].LogSoftmax(), X),
        ["dropout"] = () => GradientCheck.Run(x => x[0].Dropout(0.4), X),
        ["gumbel"] = () => GradientCheck.Run(x => x[0].AddGumbel().Softmax(), X),
        ["conv1d"] = () => GradientCheck.Run(x => x[0].Conv1d(x[1], x[2]), new Shape("BTC", 2, 6, 3), new Shape("OKI", 4, 3, 3), new Shape("O", 4)),
        ["conv1d, causal"] = () => GradientCheck.Run(x => x[0].Conv1d(x[1], padLeft: 2), new Shape("BTC", 2, 6, 3), new Shape("OKI", 4, 3, 3)),
        ["conv1d, dilated"] = () => GradientCheck.Run(x => x[0].Conv1d(x[1], x[2], dilation: 2, padLeft: 4), new Shape("BTC", 2, 6, 3), new Shape("OKI", 4, 3, 3), new Shape("O", 4)),
        ["conv1d, strided"] = () => GradientCheck.Run(x => x[0].Conv1d(x[1], x[2], stride: 2, padLeft: 1, padRight: 1), new Shape("BTC", 2, 7, 3), new Shape("OKI", 4, 3, 3), new Shape("O", 4)),
        ["conv1d, strided and dilated"] = () => GradientCheck.Run(x => x[0].Conv1d(x[1], stride: 3, dilation: 2, padRight: 3), new Shape("BTC", 2, 7, 2), new Shape("OKI", 3, 3, 2)),
        ["conv1d, weight twice"] = () => GradientCheck.Run(x => x[0].Conv1d(x[1], padLeft: 1).Conv1d(x[1], dilation: 2, padLeft: 2), new Shape("BTC", 2, 5, 3), new Shape("OKI", 3, 2, 3)),
        ["depthwise"] = () => GradientCheck.Run(x => x[0].DepthwiseConv1d(x[1], x[2], dilation: 2, padLeft: 4), new Shape("BTC", 2, 6, 3), new Shape("KC", 3, 3), new Shape("C", 3)),
        ["depthwise, strided"] = () => GradientCheck.Run(x => x[0].DepthwiseConv1d(x[1], stride: 2, padLeft: 1, padRight: 1), new Shape("BTC", 2, 6, 3), new Shape("KC", 3, 3)),
        ["conv2d"] = () => GradientCheck.Run(x => x[0].Conv2d(x[1], x[2], (1, 1), (1, 1), 1), new Shape("BTFC", 2, 4, 5, 2), new Shape("OPQI", 3, 3, 3, 2), new Shape("O", 3)),
        ["conv2d, strided, causal"] = () => GradientCheck.Run(x => x[0].Conv2d(x[1], null, (2, 3), (2, 0), 2), new Shape("BTFC", 2, 5, 4, 2), new Shape("OPQI", 3, 3, 2, 2)),
        ["max pool"] = () => GradientCheck.Run(x => x[0].MaxPool('T', 2), new Shape("BTC", 2, 5, 3)),
        ["max pool, overlapping, innermost"] = () => GradientCheck.Run(x => x[0].MaxPool('C', 3, 1), X),
        ["mean pool"] = () => GradientCheck.Run(x => x[0].MeanPool('T', 3, 2), new Shape("BTC", 2, 7, 3)),
        ["layer norm"] = () => GradientCheck.Run(x => x[0].LayerNorm(x[1], x[2]), X, new Shape("C", 5), new Shape("C", 5)),
        ["group norm"] = () => GradientCheck.Run(x => x[0].GroupNorm(2, x[1], x[2]), new Shape("BTC", 2, 3, 8), new Shape("C", 8), new Shape("C", 8)),
        ["batch norm"] = () => GradientCheck.Run(x => x[0].BatchNorm(x[1], x[2], Ones(x[0]), Ones(x[0])), X, new Shape("C", 5), new Shape("C", 5)),
        ["batch norm in use"] = () => GradientCheck.Run(InUse, X, new Shape("C", 5), new Shape("C", 5)),
        ["causal mean"] = () => GradientCheck.Run(x => x[0].CausalMean(), X),
        ["causal mean, decaying"] = () => GradientCheck.Run(x => x[0].CausalMean(0.7), X),
        ["attention"] = () => GradientCheck.Run(x => x[0].Attend(x[1], x[2], 2, AttentionSpan.Unlimited), -2, 2, Frames, Frames, Frames),
        ["attention, windowed, biased, lengths"] = () => GradientCheck.Run(x => x[0].Attend(x[1], x[2], 2, new(2, 1), x[3], [5, 3]), -2, 2, Frames, Frames, Frames, new Shape("HR", 2, 5)),
        ["attention to itself"] = () => GradientCheck.Run(x => x[0].Attend(x[0], x[0], 2, new(3, 0)), Frames),
        ["gru"] = () => GradientCheck.Run(x => x[0].Gru(x[1], x[2], x[3], x[4]), Sequence, new Shape("GI", 9, 2), new Shape("GH", 9, 3), new Shape("G", 9), new Shape("G", 9)),
        ["gru, wide"] = () => GradientCheck.Run(x => x[0].Gru(x[1], x[2], x[3], x[4]), Sequence, new Shape("GI", 21, 2), new Shape("GH", 21, 7), new Shape("G", 21), new Shape("G", 21)),
        ["lstm"] = () => GradientCheck.Run(x => x[0].Lstm(x[1], x[2], x[3], x[4]), Sequence, new Shape("GI", 12, 2), new Shape("GH", 12, 3), new Shape("G", 12), new Shape("G", 12)),
        ["lstm, wide"] = () => GradientCheck.Run(x => x[0].Lstm(x[1], x[2], x[3], x[4]), Sequence, new Shape("GI", 28, 2), new Shape("GH", 28, 7), new Shape("G", 28), new Shape("G", 28)),
        ["attention, gated"] = () => GradientCheck.Run(x => x[0].Attend(x[1], x[2], 2, new(2, 1), x[3], [5, 3], x[4]), 0.2, 1, Frames, Frames, Frames, new Shape("HR", 2, 5), new Shape("BT", 2, 5)),
        ["attention, gate shut"] = () => GradientCheck.Run(x => x[0].Attend(x[0], x[0], 2, new(3, 1), keyGates: x[1].Relu()), Frames, new Shape("BT", 2, 5)),
        ["attention, packed"] = () => GradientCheck.Run(x => x[0].SelfAttend(2, new(2, 1), x[1]), -2, 2, new Shape("BTD", 2, 5, 12), new Shape("HR", 2, 3)),
        ["custom"] = () => GradientCheck.Run(x => x[0].Custom(X, Cube, CubeBackward), X),
        ["checkpoint"] = () => GradientCheck.Run(x => x[0].Tape.Checkpoint((a, b) => (a.Tanh() * b!).Dropout(0.3), x[0].Square(), x[1].Exp()), X, X),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradient_is_that_of_central_differences(string operation) => Cases[operation]();

    private static Tensor<double> Ones(Tensor<double> x) => x.Tape.Constant(new Shape("C", 5), [1, 1, 1, 1, 1]);

    private static Tensor<double> InUse(Tensor<double>[] x)
    {
        x[0].Tape.IsTraining = false;
        return x[0].BatchNorm(x[1], x[2], Ones(x[0]), Ones(x[0]));
    }

    private static void Cube(Tensor<double> x, Tensor<double> y)
    {
        for (int i = 0; i < x.Shape.Count; i++)
        {
            y.Values[i] = x.Values[i] * x.Values[i] * x.Values[i];
        }
    }

    private static void CubeBackward(Tensor<double> x, Tensor<double> y)
    {
        for (int i = 0; i < x.Shape.Count; i++)
        {
            x.Gradient[i] += 3 * x.Values[i] * x.Values[i] * y.Gradient[i];
        }
    }
}

using Earshot.Neural.Losses;
using Earshot.Neural.Operations;

namespace Earshot.Neural.Tests.Losses;

// Every loss's gradient against central differences, a line each.
public sealed class LossGradientTests
{
    private static readonly Shape Logits = new("BTV", 2, 4, 5);
    private static readonly Shape Nodes = new("BTUV", 2, 3, 3, 4);
    private static readonly int[][] Labels = [[1, 3], [2]];

    private static readonly Dictionary<string, Action> Cases = new(StringComparer.Ordinal)
    {
        ["cross-entropy"] = () => GradientCheck.Run(x => x[0].CrossEntropy([0, 4, 2, 2, 1, -1, 3, 3]), -2, 2, Logits),
        ["cross-entropy, smoothed"] = () => GradientCheck.Run(x => x[0].CrossEntropy([0, 4, -1, 2, 1, 0, 3, 3], 0.1), -2, 2, Logits),
        ["binary cross-entropy"] = () => GradientCheck.Run(x => x[0].BinaryCrossEntropy(Halves(x[0])), -3, 3, Logits),
        ["binary cross-entropy, weighted"] = () => GradientCheck.Run(x => (x[0] * 5).BinaryCrossEntropy(Halves(x[0]), Halves(x[0])), -2, 2, Logits),
        ["mean squared error"] = () => GradientCheck.Run(x => x[0].MeanSquaredError(x[1]), Logits, Logits),
        ["power law"] = () => GradientCheck.Run(x => x[0].PowerLaw(x[1], 0.5), 0.1, 0.9, Logits, Logits),
        ["power law, quartic"] = () => GradientCheck.Run(x => x[0].PowerLaw(x[1], 0.3, 10), 0.1, 0.9, Logits, Logits),
        ["ctc"] = () => GradientCheck.Run(x => x[0].Ctc([[1, 3], [2, 2]]), -2, 2, Logits),
        ["ctc, lengths, empty, blank at the end"] = () => GradientCheck.Run(x => x[0].Ctc([[1, 3], []], [3, 2], blank: 4), -2, 2, Logits),
        ["transducer"] = () => GradientCheck.Run(x => x[0].Transducer(Labels), -2, 2, Nodes),
        ["transducer, lengths, blank at the end"] = () => GradientCheck.Run(x => x[0].Transducer([[1], []], [3, 2], new() { Blank = 3 }), -2, 2, Nodes),
        ["transducer with its joint"] = () => GradientCheck.Run(x => x[0].TransducerJoint(x[1], x[2], x[3], Labels, [3, 4]), Joint),
        ["transducer, pruned"] = () => GradientCheck.Run(
            x => x[0].TransducerJoint(x[1], x[2], x[3], Labels, windows: [new([0, 0, 1, 1], 2), new([0, 0, 0, 0], 2)]), Joint),
        ["transducer, additive"] = () => GradientCheck.Run(
            x => x[0].TransducerAdditive(x[1], Labels, 2, out _, [3, 4]), -2, 2, new Shape("BTV", 2, 4, 5), new Shape("BUV", 2, 3, 5)),
        ["prototypical"] = () => GradientCheck.Run(x => x[0].Prototypical(), new Shape("NMD", 3, 3, 4)),
        ["angular prototypical"] = () => GradientCheck.Run(x => x[0].AngularPrototypical(x[1], x[2]), 0.2, 1, new Shape("NMD", 3, 3, 4), new Shape("S", 1), new Shape("S", 1)),
    };

    private static Shape[] Joint => [new("BTJ", 2, 4, 3), new("BUJ", 2, 3, 3), new("VJ", 5, 3), new("V", 5)];

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradient_is_that_of_central_differences(string loss) => Cases[loss]();

    private static Tensor<double> Halves(Tensor<double> x) =>
        x.Tape.Constant(x.Shape, [.. Enumerable.Range(0, x.Shape.Count).Select(i => i % 3 * 0.5)]);
}

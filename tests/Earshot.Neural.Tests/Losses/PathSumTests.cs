using Earshot.Neural.Losses;
using Earshot.Neural.Operations;
using Earshot.Signals.Randomness;

namespace Earshot.Neural.Tests.Losses;

// CTC and transducer losses against the plain sum over all paths. Both sum in double precision: 1e-10 is some thousand roundings.
public sealed class PathSumTests
{
    [Theory]
    [InlineData(1, new int[0])]
    [InlineData(2, new[] { 1 })]
    [InlineData(3, new[] { 1, 2 })]
    [InlineData(3, new[] { 2, 2 })]
    [InlineData(4, new[] { 1, 1, 2 })]
    [InlineData(5, new[] { 2, 1, 2 })]
    public void Ctc_sums_all_paths(int frames, int[] labels)
    {
        double[] x = Numbers(frames * 3);
        var tape = new Tape<double>();
        double loss = tape.Constant(new Shape("BTV", 1, frames, 3), x).Ctc([labels]).Item();
        double[] logs = LogSoftmax(x, 3);
        double sum = 0;
        int paths = (int)Math.Pow(3, frames);
        for (int path = 0; path < paths; path++)
        {
            int[] classes = [.. Enumerable.Range(0, frames).Select(t => path / (int)Math.Pow(3, t) % 3)];
            if (Collapse(classes).SequenceEqual(labels))
            {
                sum += Math.Exp(Enumerable.Range(0, frames).Sum(t => logs[(t * 3) + classes[t]]));
            }
        }

        Assert.Equal(-Math.Log(sum), loss, 1e-10);
    }

    [Theory]
    [InlineData(1, new int[0])]
    [InlineData(1, new[] { 1, 2 })]
    [InlineData(3, new[] { 1 })]
    [InlineData(4, new[] { 2, 2, 1 })]
    public void Transducer_sums_all_paths(int frames, int[] labels)
    {
        double[] x = Numbers(frames * (labels.Length + 1) * 3);
        var tape = new Tape<double>();
        double loss = tape.Constant(new Shape("BTUV", 1, frames, labels.Length + 1, 3), x).Transducer([labels]).Item();
        Assert.Equal(-Math.Log(Paths(LogSoftmax(x, 3), labels, frames, 0, 0)), loss, 1e-10);
    }

    [Fact]
    public void The_joint_form_gives_the_loss_of_its_logits()
    {
        var tape = new Tape<double>();
        int[][] labels = [[1, 3], [2]];
        Tensor<double> encoder = tape.Constant(new Shape("BTJ", 2, 4, 3), Numbers(24));
        Tensor<double> predictor = tape.Constant(new Shape("BUJ", 2, 3, 3), Numbers(18));
        Tensor<double> weight = tape.Constant(new Shape("VJ", 5, 3), Numbers(15));
        Tensor<double> bias = tape.Constant(new Shape("V", 5), Numbers(5));
        Tensor<double> grid = tape.Constant(new Shape("BTUJ", 2, 4, 3, 3), new double[72]);
        Tensor<double> logits = (grid + encoder + predictor).Tanh().Linear(weight, bias);
        double expected = logits.Transducer(labels, [4, 3]).Item();
        Assert.Equal(expected, encoder.TransducerJoint(predictor, weight, bias, labels, [4, 3]).Item(), 1e-12);

        // Windows that hold everything change nothing; narrow ones lose paths, so the loss can only rise.
        LabelWindow[] all = [new(new int[4], 3), new(new int[3], 2)];
        Assert.Equal(expected, encoder.TransducerJoint(predictor, weight, bias, labels, [4, 3], windows: all).Item(), 1e-12);
        LabelWindow[] narrow = [new([0, 0, 1, 1], 2), new(new int[3], 2)];
        Assert.True(encoder.TransducerJoint(predictor, weight, bias, labels, [4, 3], windows: narrow).Item() > expected);
    }

    [Fact]
    public void The_additive_form_gives_the_loss_of_its_logits()
    {
        var tape = new Tape<double>();
        int[][] labels = [[1, 3], [2]];
        Tensor<double> acoustic = tape.Constant(new Shape("BTV", 2, 4, 5), Numbers(40));
        Tensor<double> language = tape.Constant(new Shape("BUV", 2, 3, 5), Numbers(30));
        Tensor<double> grid = tape.Constant(new Shape("BTUV", 2, 4, 3, 5), new double[120]);
        double expected = (grid + acoustic + language).Transducer(labels).Item();
        Assert.Equal(expected, acoustic.TransducerAdditive(language, labels, 2, out _).Item(), 1e-10);
    }

    // FastEmit leaves the loss and scales the label arcs' part of the gradient: label logits get (1 + lambda) times their plain gradient at a node that only emits.
    [Fact]
    public void Fast_emit_scales_the_gradient_of_label_arcs()
    {
        double[] x = Numbers(1 * 2 * 3);
        (double plainLoss, double[] plain) = Gradient(x, 0);
        (double fastLoss, double[] fast) = Gradient(x, 0.5);
        Assert.Equal(plainLoss, fastLoss);

        // One frame, one label: node (0, 0) must emit, node (0, 1) must not.
        for (int v = 0; v < 3; v++)
        {
            Assert.Equal(1.5 * plain[v], fast[v], 1e-12);
            Assert.Equal(plain[3 + v], fast[3 + v], 1e-12);
        }

        static (double Loss, double[] Gradient) Gradient(double[] x, double lambda)
        {
            var tape = new Tape<double>();
            Tensor<double> logits = tape.Variable(new Shape("BTUV", 1, 1, 2, 3), x);
            Tensor<double> loss = logits.Transducer([[2]], options: new() { FastEmit = lambda });
            tape.Backward(loss);
            return (loss.Item(), logits.Gradient.ToArray());
        }
    }

    // Frames beyond an example's length, and other examples, change nothing.
    [Fact]
    public void Padding_does_not_count()
    {
        double[] x = Numbers(3 * 2 * 3);
        var tape = new Tape<double>();
        double alone = tape.Constant(new Shape("BTUV", 1, 3, 2, 3), x).Transducer([[2]]).Item();
        double[] padded = [.. x, .. Enumerable.Repeat(7.0, 2 * 2 * 3)];
        Assert.Equal(alone, tape.Constant(new Shape("BTUV", 1, 5, 2, 3), padded).Transducer([[2]], [3]).Item(), 1e-12);
        double ctc = tape.Constant(new Shape("BTV", 1, 6, 3), x).Ctc([[2, 1]]).Item();
        double[] longer = [.. x, .. Enumerable.Repeat(7.0, 6)];
        Assert.Equal(ctc, tape.Constant(new Shape("BTV", 1, 8, 3), longer).Ctc([[2, 1]], [6]).Item(), 1e-12);
    }

    [Fact]
    public void Too_few_frames_and_unknown_labels_are_refused()
    {
        var tape = new Tape<double>();
        Tensor<double> logits = tape.Constant(new Shape("BTV", 1, 2, 3), Numbers(6));
        Assert.Contains("1 repetitions", Assert.Throws<ArgumentException>(() => logits.Ctc([[1, 1]])).Message, StringComparison.Ordinal);
        Assert.Contains("label 3", Assert.Throws<ArgumentException>(() => logits.Ctc([[3]])).Message, StringComparison.Ordinal);
        Tensor<double> nodes = tape.Constant(new Shape("BTUV", 1, 2, 2, 3), Numbers(12));
        Assert.Contains("label 0", Assert.Throws<ArgumentException>(() => nodes.Transducer([[0]])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => nodes.Transducer([[1, 2]]));
    }

    // Windows are monotone, overlap from frame to frame, begin at 0 and reach the end, whatever the posteriors.
    [Fact]
    public void Windows_are_walkable()
    {
        var random = new SeededRandom(5);
        for (int trial = 0; trial < 200; trial++)
        {
            int frames = 1 + random.NextInt(12);
            int positions = 1 + random.NextInt(9);
            double[] occupancy = [.. Enumerable.Range(0, frames * positions).Select(_ => random.NextDouble())];
            LabelWindow window = TransducerPruning.Window(occupancy, frames, positions, 2 + random.NextInt(4));
            Assert.Equal(0, window.Starts[0]);
            Assert.Equal(positions, window.Starts[^1] + window.Width);
            for (int t = 1; t < frames; t++)
            {
                Assert.InRange(window.Starts[t] - window.Starts[t - 1], 0, Math.Max(0, window.Width - 1));
            }
        }
    }

    private static double Paths(double[] logs, int[] labels, int frames, int t, int u)
    {
        int at = ((t * (labels.Length + 1)) + u) * 3;
        double up = u < labels.Length ? Math.Exp(logs[at + labels[u]]) * Paths(logs, labels, frames, t, u + 1) : 0;
        double across = t + 1 < frames ? Paths(logs, labels, frames, t + 1, u) : u == labels.Length ? 1 : 0;
        return up + (Math.Exp(logs[at]) * across);
    }

    private static IEnumerable<int> Collapse(int[] classes) =>
        classes.Where((value, t) => value != 0 && (t == 0 || classes[t - 1] != value));

    private static double[] LogSoftmax(double[] x, int width) =>
        [.. x.Select((value, i) => value - Math.Log(x.Skip(i / width * width).Take(width).Sum(Math.Exp)))];

    private static double[] Numbers(int count)
    {
        var random = new SeededRandom(9);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble(-2, 2))];
    }
}

using Earshot.Neural.Layers;
using Earshot.Neural.Losses;
using Earshot.Signals.Randomness;

namespace Earshot.Neural.Tests.Losses;

// Losses by their formulas.
public sealed class LossValueTests
{
    private readonly Tape<double> _tape = new();

    [Fact]
    public void Cross_entropy()
    {
        Tensor<double> even = _tape.Constant(new Shape("TV", 2, 8), new double[16]);
        Assert.Equal(Math.Log(8), even.CrossEntropy([3, 5]).Item(), 1e-12);
        Assert.Equal(Math.Log(8), even.CrossEntropy([3, ClassificationLosses.Ignored], smoothing: 0.1).Item(), 1e-12);
        Assert.Equal(0, even.CrossEntropy([-1, -1]).Item());
        Tensor<double> x = _tape.Constant(new Shape("TV", 1, 2), [2, 0]);
        double right = Math.Log(1 + Math.Exp(-2));
        Assert.Equal(right, x.CrossEntropy([0]).Item(), 1e-12);
        Assert.Equal((0.9 * right) + (0.1 * (right + 1)), x.CrossEntropy([0], 0.1).Item(), 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => x.CrossEntropy([2]));
        Assert.Throws<ShapeException>(() => x.CrossEntropy([0, 1]));
    }

    [Fact]
    public void Binary_cross_entropy_survives_sure_scores()
    {
        Tensor<double> x = _tape.Constant(new Shape("C", 4), [0, 2, 800, -800]);
        Tensor<double> targets = _tape.Constant(new Shape("C", 4), [1, 0.25, 1, 0]);
        double second = Math.Log(1 + Math.Exp(2)) - (0.25 * 2);
        Assert.Equal((Math.Log(2) + second) / 4, x.BinaryCrossEntropy(targets).Item(), 1e-12);
        Assert.Equal(second * 3 / 4, x.BinaryCrossEntropy(targets, _tape.Constant(new Shape("C", 4), [0, 3, 1, 1])).Item(), 1e-12);
    }

    [Fact]
    public void Distances()
    {
        Tensor<double> p = _tape.Constant(new Shape("C", 2), [0.25, 1]);
        Tensor<double> t = _tape.Constant(new Shape("C", 2), [1, 1]);
        Assert.Equal(0.5625 / 2, p.MeanSquaredError(t).Item(), 1e-12);
        Assert.Equal((0.25 + (10 * 0.0625)) / 2, p.PowerLaw(t, 0.5, 10, epsilon: 1e-12).Item(), 1e-9);
        Assert.Throws<ShapeException>(() => p.PowerLaw(_tape.Constant(new Shape("C", 1), [1]), 0.5));
    }

    // Two classes: the query of each against the mean of its other two examples.
    [Fact]
    public void Prototypes()
    {
        Tensor<double> x = _tape.Constant(new Shape("NMD", 2, 3, 2), [1, 0, 3, 0, 2, 1, 0, 2, 0, 4, 0, 2]);
        double first = Math.Log(1 + Math.Exp(1 - 8)); // |(2,1) - (2,0)|^2 = 1, |(2,1) - (0,3)|^2 = 8
        double second = Math.Log(1 + Math.Exp(1 - 8)); // |(0,2) - (0,3)|^2 = 1, |(0,2) - (2,0)|^2 = 8
        Assert.Equal((first + second) / 2, x.Prototypical().Item(), 1e-12);
        (Tensor<double> scale, Tensor<double> offset) = (_tape.Constant(new Shape("S", 1), [3]), _tape.Constant(new Shape("S", 1), [-1]));
        double near = Math.Log(1 + Math.Exp(3 * ((1 - 2) / Math.Sqrt(5))));
        double own = Math.Log(1 + Math.Exp(3 * (0 - 1)));
        Assert.Equal((near + own) / 2, x.AngularPrototypical(scale, offset).Item(), 1e-9);
        Assert.Throws<ShapeException>(() => _tape.Constant(new Shape("NMD", 2, 1, 2), new double[4]).Prototypical());
    }

    [Fact]
    public void Embeddings_are_looked_up()
    {
        var embedding = new Embedding<double>(5, 3, new SeededRandom(1));
        Tensor<double> y = embedding.Forward(_tape, [4, 0, 4, 2], examples: 2);
        Assert.Equal("[B 2, T 2, C 3]", y.Shape.ToString());
        Assert.Equal(embedding.Lookup(4).ToArray(), y.Values[6..9].ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => embedding.Forward(_tape, [5], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => embedding.Forward(_tape, [1, 2, 3], 2));
    }

    [Fact]
    public void Layers_that_do_not_fit_are_refused()
    {
        var random = new SeededRandom(1);
        Assert.Throws<ArgumentException>(() => new Sequential<float>(new Linear<float>(2, 3, random), new Linear<float>(2, 3, random)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sequential<float>());
        Assert.Throws<ArgumentOutOfRangeException>(() => new Residual<float>(new Linear<float>(2, 3, random)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MultiHeadAttention<float>(5, 2, Earshot.Neural.Operations.AttentionSpan.Unlimited, 1, random));
    }
}

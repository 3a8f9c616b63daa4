using Earshot.Evaluation.Curves;
using Earshot.Evaluation.Intervals;
using Earshot.Signals.Randomness;
using FsCheck;
using FsCheck.Fluent;
using Interval = Earshot.Evaluation.Intervals.Interval;

namespace Earshot.Evaluation.Tests.Curves;

public sealed class RocCurveTests
{
    [Fact]
    public void Points_of_a_small_example()
    {
        var curve = new RocCurve([3, 2, 2], [2, 1]);
        Assert.Equal(
            [new RocPoint(double.PositiveInfinity, 0, 0), new RocPoint(3, 0, 1 / 3.0), new RocPoint(2, 0.5, 1), new RocPoint(1, 1, 1)],
            curve.Points);
        // Of six pairs four are won and two are tied.
        Assert.Equal(5 / 6.0, curve.Area, 1e-12);
        Assert.Equal(1 / 3.0, curve.At(0.4).TruePositiveRate, 1e-12);
        Assert.Equal(1, curve.At(0.5).TruePositiveRate);
    }

    [Fact]
    public void The_area_is_the_share_of_won_pairs()
    {
        Gen<int[]> scores = Gen.Choose(0, 12).ArrayOf().Where(a => a.Length > 0);
        Prop.ForAll(scores.Zip(scores).ToArbitrary(), drawn =>
        {
            double[] positives = [.. drawn.Item1.Select(x => (double)x)];
            double[] negatives = [.. drawn.Item2.Select(x => (double)x)];
            double won = positives.Sum(p => negatives.Sum(n => p > n ? 1 : p == n ? 0.5 : 0));
            var curve = new RocCurve(positives, negatives);
            double trapezoids = curve.Points.Zip(curve.Points.Skip(1), (a, b) => (b.FalsePositiveRate - a.FalsePositiveRate) * (a.TruePositiveRate + b.TruePositiveRate) / 2).Sum();
            double expected = won / ((double)positives.Length * negatives.Length);
            return Math.Abs(curve.Area - expected) < 1e-12 && Math.Abs(trapezoids - expected) < 1e-12;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Two_Gaussians_give_the_known_area_and_error_rate()
    {
        // Two standard deviations apart: area Phi(2 / sqrt 2) = 0.9214, equal error rate Phi(-1) = 0.1587.
        var random = new SeededRandom(6);
        double[] positives = [.. Enumerable.Range(0, 4000).Select(_ => random.NextGaussian() + 2)];
        double[] negatives = [.. Enumerable.Range(0, 4000).Select(_ => random.NextGaussian())];
        var curve = new RocCurve(positives, negatives);
        Interval area = curve.AreaInterval(new BootstrapOptions { Resamples = 200 });
        Assert.Equal(0.9214, curve.Area, 0.01);
        Assert.InRange(0.9214, area.Low, area.High);
        Assert.InRange(area.High - area.Low, 0.005, 0.025);
        Assert.Equal(0.1587, curve.EqualErrorRate, 0.015);
    }

    [Fact]
    public void Perfect_and_useless_detectors()
    {
        Assert.Equal((1.0, 0.0), (new RocCurve([5, 6], [1, 2]).Area, new RocCurve([5, 6], [1, 2]).EqualErrorRate));
        Assert.Equal((0.5, 0.5), (new RocCurve([1, 1], [1, 1]).Area, new RocCurve([1, 1], [1, 1]).EqualErrorRate));
        Assert.Equal(0, new RocCurve([1], [2]).Area);
    }

    [Fact]
    public void Not_a_number_is_never_detected()
    {
        var curve = new RocCurve([double.NaN, 5], [1, 2]);
        Assert.Equal(0.5, curve.At(0).TruePositiveRate);
        Assert.Equal(0.5, curve.Area);
        Assert.Throws<ArgumentException>(() => new RocCurve([], [1]));
        Assert.Throws<ArgumentException>(() => new RocCurve([1], []));
    }
}

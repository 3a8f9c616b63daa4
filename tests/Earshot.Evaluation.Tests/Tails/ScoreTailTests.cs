using Earshot.Evaluation.Intervals;
using Earshot.Evaluation.Tails;
using Earshot.Signals.Randomness;

namespace Earshot.Evaluation.Tests.Tails;

public sealed class ScoreTailTests
{
    private const double Hours = 150 / 3600.0;

    [Fact]
    public void Gumbel_finds_its_parameters_and_the_threshold_of_a_rate()
    {
        // Maxima of 150 s blocks as the research notes describe them: location 7, scale 0.9.
        GumbelTail tail = GumbelTail.Fit(Gumbel(2000, 1, 7, 0.9), Hours);
        Assert.Equal(7, tail.Location, 0.08);
        Assert.Equal(0.9, tail.Scale, 0.05);
        Assert.True(tail.IsPlausible);
        foreach (double rate in new[] { 1.0 / 24, 0.01, 0.001 })
        {
            double truth = 7 - (0.9 * Math.Log(rate * Hours));
            Interval threshold = tail.ThresholdInterval(rate, new BootstrapOptions { Resamples = 300 });
            Assert.Equal(tail.Threshold(rate), threshold.Estimate, 1e-12);
            Assert.InRange(truth, threshold.Low, threshold.High);
            Assert.Equal(rate, tail.FalseAlarmsPerHour(tail.Threshold(rate)), rate * 1e-9);
        }
    }

    [Fact]
    public void Gumbel_is_fitted_to_maxima_of_exponential_scores()
    {
        // The largest of m exponential scores: location ln m, scale 1. The tail of single scores is then known exactly.
        var random = new SeededRandom(5);
        const int PerBlock = 500;
        double[] maxima = [.. Enumerable.Range(0, 1000).Select(_ => Enumerable.Range(0, PerBlock).Max(_ => -Math.Log(1 - random.NextDouble())))];
        GumbelTail tail = GumbelTail.Fit(maxima, hoursPerBlock: 1);
        // A score passes x at the rate m exp(-x) an hour, so 1 in 1000 hours is passed at ln(1000 m) = 13.12.
        Assert.Equal(Math.Log(1000.0 * PerBlock), tail.Threshold(0.001), 0.6);
    }

    [Fact]
    public void Gumbel_doubts_what_is_not_Gumbel()
    {
        var random = new SeededRandom(2);
        double[] gaussian = [.. Enumerable.Range(0, 400).Select(_ => random.NextGaussian())];
        Assert.False(GumbelTail.Fit(gaussian, 1).IsPlausible);
        int doubted = Enumerable.Range(0, 400).Count(t => !GumbelTail.Fit(Gumbel(100, (ulong)(1000 + t), 0, 1), 1).IsPlausible);
        // 5 % of 400, four standard deviations of 1.1 %.
        Assert.InRange(doubted / 400.0, 0.006, 0.094);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.2)]
    [InlineData(-0.2)]
    public void Pareto_finds_its_shape_and_the_threshold_of_a_rate(double shape)
    {
        var random = new SeededRandom(9);
        double[] peaks = [.. Enumerable.Range(0, 4000).Select(_ => 5 + Excess(1 - random.NextDouble(), shape, 1.2))];
        GeneralizedParetoTail tail = GeneralizedParetoTail.Fit(peaks, hours: 100, tailShare: 1);
        Assert.Equal(shape, tail.Shape, 0.08);
        Assert.Equal(1.2, tail.Scale, 0.1);
        Assert.True(tail.IsPlausible);
        // 40 peaks an hour above 5; the threshold of 1 in 10 hours is passed by one peak in 400.
        double truth = 5 + Excess(1 / 400.0, shape, 1.2);
        Interval threshold = tail.ThresholdInterval(0.1, new BootstrapOptions { Resamples = 300 });
        Assert.InRange(truth, threshold.Low, threshold.High);
        Assert.Equal(0.1, tail.FalseAlarmsPerHour(tail.Threshold(0.1)), 1e-9);
    }

    [Fact]
    public void Pareto_uses_the_upper_part_alone()
    {
        // Half of the peaks are a lump that no tail law fits; the upper fifth is exponential.
        var random = new SeededRandom(4);
        double[] peaks = [.. Enumerable.Range(0, 3000).Select(i => i % 3 == 0 ? 4 - Math.Log(1 - random.NextDouble()) : random.NextDouble(0, 4))];
        GeneralizedParetoTail upper = GeneralizedParetoTail.Fit(peaks, 10, 0.2);
        Assert.Equal(600, upper.PeakCount);
        Assert.Equal(0, upper.Shape, 0.15);
        Assert.True(upper.IsPlausible);
        Assert.False(GeneralizedParetoTail.Fit(peaks, 10, 1).IsPlausible);
        Assert.Throws<ArgumentOutOfRangeException>(() => upper.Threshold(100));
        Assert.Throws<ArgumentOutOfRangeException>(() => upper.FalseAlarmsPerHour(0));
    }

    [Fact]
    public void Scores_that_cannot_be_fitted_are_refused()
    {
        double[] few = [1, 2, 3];
        double[] equal = [.. Enumerable.Repeat(2.0, 20)];
        double[] broken = [.. Enumerable.Range(0, 20).Select(i => i == 7 ? double.NaN : i)];
        double[] endless = [.. Enumerable.Range(0, 20).Select(i => i == 7 ? double.PositiveInfinity : i)];
        double[] good = [.. Enumerable.Range(0, 20).Select(i => (double)i)];
        Assert.Contains("10 scores", Assert.Throws<ArgumentException>(() => GumbelTail.Fit(few, 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => GumbelTail.Fit(equal, 1));
        Assert.Throws<ArgumentException>(() => GumbelTail.Fit(broken, 1));
        Assert.Throws<ArgumentException>(() => GeneralizedParetoTail.Fit(endless, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => GumbelTail.Fit(good, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => GumbelTail.Fit(good, 1).Threshold(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => GeneralizedParetoTail.Fit(good, 1, 1.5));
    }

    private static double[] Gumbel(int count, ulong seed, double location, double scale)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => location - (scale * Math.Log(-Math.Log(1 - random.NextDouble()))))];
    }

    private static double Excess(double share, double shape, double scale) =>
        shape == 0 ? -scale * Math.Log(share) : scale * (Math.Pow(share, -shape) - 1) / shape;
}

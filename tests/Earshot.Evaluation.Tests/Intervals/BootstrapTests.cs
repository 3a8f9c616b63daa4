using Earshot.Evaluation.Intervals;
using Earshot.Signals.Randomness;

namespace Earshot.Evaluation.Tests.Intervals;

public sealed class BootstrapTests
{
    // Spatial test scores of 26 children (Efron and Tibshirani 1993, table 14.1, test A).
    private static readonly double[] Scores = [48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41];

    [Fact]
    public void Equals_the_textbook_example()
    {
        // Table 14.2: estimate 171.5, percentile (100.8, 233.9), BCa (115.8, 259.6), from 2000 draws, so within about 4.
        var options = new BootstrapOptions { Resamples = 20_000, Confidence = 0.9 };
        Interval percentile = Bootstrap.Percentile(Scores, Variance, options);
        Interval corrected = Bootstrap.BiasCorrected(Scores, Variance, options);
        Assert.Equal(171.5, percentile.Estimate, 0.05);
        Assert.Equal(100.8, percentile.Low, 4.0);
        Assert.Equal(233.9, percentile.High, 4.0);
        Assert.Equal(115.8, corrected.Low, 4.0);
        Assert.Equal(259.6, corrected.High, 4.0);
    }

    [Fact]
    public void Intervals_of_a_mean_hold_the_truth_as_often_as_stated()
    {
        var options = new BootstrapOptions { Resamples = 250, Confidence = 0.9 };
        int percentile = 0;
        int corrected = 0;
        const int Trials = 200;
        for (int t = 0; t < Trials; t++)
        {
            var random = new SeededRandom((ulong)t);
            var sample = new double[40];
            foreach (ref double x in sample.AsSpan())
            {
                x = random.NextGaussian();
            }

            percentile += Holds(Bootstrap.Percentile(sample, Bootstrap.Mean, options)) ? 1 : 0;
            corrected += Holds(Bootstrap.BiasCorrected(sample, Bootstrap.Mean, options)) ? 1 : 0;
        }

        // 90 % of 200, four standard deviations of 2.1 % to either side, and 1 % for the small sample.
        Assert.InRange(percentile / (double)Trials, 0.8, 0.985);
        Assert.InRange(corrected / (double)Trials, 0.8, 0.985);
    }

    [Fact]
    public void Clusters_of_equal_values_widen_the_interval()
    {
        // 40 speakers with 9 identical clips each carry the information of 40 values: the interval is sqrt(9) times as wide.
        var random = new SeededRandom(3);
        double[][] clusters = [.. Enumerable.Range(0, 40).Select(_ => Enumerable.Repeat(random.NextGaussian(), 9).ToArray())];
        Interval byClip = Bootstrap.Percentile(clusters.SelectMany(c => c).ToArray(), Bootstrap.Mean);
        Interval bySpeaker = Bootstrap.Clustered(clusters, Bootstrap.Mean);
        Assert.Equal(byClip.Estimate, bySpeaker.Estimate, 1e-12);
        Assert.InRange((bySpeaker.High - bySpeaker.Low) / (byClip.High - byClip.Low), 2.6, 3.4);
    }

    [Fact]
    public void The_seed_decides()
    {
        var other = new BootstrapOptions { Seed = 2 };
        Assert.Equal(Bootstrap.Percentile(Scores, Bootstrap.Median), Bootstrap.Percentile(Scores, Bootstrap.Median));
        Assert.NotEqual(Bootstrap.Percentile(Scores, Bootstrap.Mean), Bootstrap.Percentile(Scores, Bootstrap.Mean, other));
    }

    [Fact]
    public void A_constant_sample_has_an_empty_interval()
    {
        double[] same = [3, 3, 3];
        Assert.Equal((3.0, 3.0), (Bootstrap.Percentile(same, Bootstrap.Mean).Low, Bootstrap.BiasCorrected(same, Bootstrap.Mean).High));
    }

    [Fact]
    public void All_problems_of_the_options_are_named()
    {
        var wrong = new BootstrapOptions { Resamples = 1, Confidence = 2 };
        ArgumentException error = Assert.Throws<ArgumentException>(() => Bootstrap.Percentile(Scores, Bootstrap.Mean, wrong));
        Assert.Contains("Resamples is 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("Confidence is 2", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Bootstrap.Percentile([], Bootstrap.Mean));
        Assert.Throws<ArgumentException>(() => Bootstrap.BiasCorrected([1], Bootstrap.Mean));
        Assert.Throws<ArgumentException>(() => Bootstrap.Clustered([[1], []], Bootstrap.Mean));
    }

    [Fact]
    public void Quantiles_interpolate()
    {
        double[] sorted = [0, 10, 20, 30];
        Assert.Equal(0, Bootstrap.Quantile(sorted, 0));
        Assert.Equal(15, Bootstrap.Quantile(sorted, 0.5), 1e-12);
        Assert.Equal(30, Bootstrap.Quantile(sorted, 1));
    }

    private static bool Holds(Interval interval) => interval.Low <= 0 && interval.High >= 0;

    private static double Variance(Span<double> sample)
    {
        double mean = Bootstrap.Mean(sample);
        double sum = 0;
        foreach (double x in sample)
        {
            sum += (x - mean) * (x - mean);
        }

        return sum / sample.Length;
    }
}

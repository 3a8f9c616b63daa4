using Earshot.Evaluation.Intervals;
using FsCheck;
using FsCheck.Fluent;
using Interval = Earshot.Evaluation.Intervals.Interval;

namespace Earshot.Evaluation.Tests.Intervals;

public sealed class WilsonTests
{
    // R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Equals_the_published_examples(long successes, long trials, double low, double high)
    {
        Interval interval = Wilson.Interval(successes, trials);
        Assert.Equal(low, interval.Low, 5e-5);
        Assert.Equal(high, interval.High, 5e-5);
        Assert.Equal(successes / (double)trials, interval.Estimate, 1e-15);
    }

    [Fact]
    public void Both_ends_lie_196_standard_errors_away()
    {
        Gen<(int Trials, int Share)> cases = Gen.Choose(1, 5000).Zip(Gen.Choose(0, 1000));
        Prop.ForAll(cases.ToArbitrary(), drawn =>
        {
            long successes = (long)drawn.Trials * drawn.Share / 1000;
            Interval i = Wilson.Interval(successes, drawn.Trials);
            bool Away(double p) => Math.Abs((Math.Abs(i.Estimate - p) / Math.Sqrt(p * (1 - p) / drawn.Trials)) - 1.959964) < 1e-4;
            return i.Low >= 0 && i.High <= 1 && i.Low <= i.Estimate && i.Estimate <= i.High
                && (i.Low == 0 || Away(i.Low)) && (i.High == 1 || Away(i.High));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Wilson.Interval(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Wilson.Interval(3, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Wilson.Interval(-1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Wilson.Interval(1, 2, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Wilson.Interval(1, 2, 1));
    }
}

using Earshot.Evaluation.Intervals;

namespace Earshot.Evaluation.Tests.Intervals;

public sealed class PoissonRateTests
{
    [Fact]
    public void No_event_gives_the_rule_of_three()
    {
        Assert.Equal(2.995732 / 3000, PoissonRate.UpperBound(0, 3000), 1e-9);
        Assert.Equal(3.688879 / 3000, PoissonRate.Interval(0, 3000).High, 1e-9);
        Assert.Equal(0, PoissonRate.Interval(0, 3000).Low);
        Assert.Equal(2995.732, PoissonRate.RequiredExposure(1.0 / 1000), 1e-3);
        Assert.True(PoissonRate.UpperBound(0, PoissonRate.RequiredExposure(0.01)) <= 0.01 * (1 + 1e-12));
    }

    // The defining property, summed directly: at the lower end so many events have 2.5 % probability, at the upper end so few.
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(10)]
    [InlineData(60)]
    public void Ends_are_where_the_count_becomes_improbable(int events)
    {
        Interval interval = PoissonRate.Interval(events, exposure: 2);
        Assert.Equal(0.025, 1 - Cumulative(events - 1, 2 * interval.Low), 1e-9);
        Assert.Equal(0.025, Cumulative(events, 2 * interval.High), 1e-9);
        Assert.Equal(0.05, Cumulative(events, 2 * PoissonRate.UpperBound(events, 2)), 1e-9);
        Assert.Equal(events / 2.0, interval.Estimate);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PoissonRate.Interval(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PoissonRate.Interval(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => PoissonRate.UpperBound(1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => PoissonRate.RequiredExposure(0));
    }

    private static double Cumulative(int events, double mean)
    {
        double term = Math.Exp(-mean);
        double sum = term;
        for (int k = 1; k <= events; k++)
        {
            term *= mean / k;
            sum += term;
        }

        return sum;
    }
}

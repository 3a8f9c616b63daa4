using Earshot.Signals.Rooms;

namespace Earshot.Signals.Tests.Rooms;

public sealed class EnergyDecayTests
{
    private const int Rate = 8000;

    // A noiseless exponential: every measure has a closed form.
    private static float[] Exponential(double rt60, int length)
    {
        var h = new float[length];
        for (int n = 0; n < length; n++)
        {
            h[n] = (float)Math.Pow(10, -3.0 * n / (rt60 * Rate));
        }

        return h;
    }

    [Fact]
    public void Exponential_has_one_decay_time_in_all_ranges()
    {
        EnergyDecay decay = EnergyDecay.Of(Exponential(0.5, 8000), Rate, 0);
        Assert.Equal(0.5, decay.T20, 1e-4);
        Assert.Equal(0.5, decay.T30, 1e-4);
        Assert.Equal(0.5, decay.EarlyDecayTime, 1e-4);
        Assert.Equal(-12, decay.LevelDb(800), 1e-3);
    }

    [Fact]
    public void Clarity_of_an_exponential_follows_its_formula()
    {
        // Energy after t is 10^(-6 t / T); the boundary sample counts as early, hence 401 of 8000 per second.
        EnergyDecay decay = EnergyDecay.Of(Exponential(0.5, 16000), Rate, 0);
        double late = Math.Pow(10, -6 * (401.0 / Rate) / 0.5);
        Assert.Equal(10 * Math.Log10((1 - late) / late), decay.C50, 1e-3);
    }

    [Fact]
    public void Two_impulses_give_their_ratio()
    {
        var h = new float[1000];
        h[100] = 1;
        h[400] = 0.1f;
        EnergyDecay decay = EnergyDecay.Of(h, Rate);
        Assert.Equal(100, decay.DirectIndex);
        Assert.Equal(20, decay.DirectToReverberantDb, 1e-5);
        Assert.Equal(double.PositiveInfinity, decay.C50);
    }

    [Fact]
    public void A_range_that_is_never_reached_has_no_time() =>
        Assert.Equal(double.NaN, EnergyDecay.Of(new float[] { 1 }, Rate).T20);

    [Fact]
    public void Bad_input_is_named()
    {
        Assert.Throws<ArgumentException>(() => EnergyDecay.Of(ReadOnlySpan<float>.Empty, Rate));
        Assert.Throws<ArgumentOutOfRangeException>(() => EnergyDecay.Of(new float[4], Rate, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => EnergyDecay.Of(new float[4], 0));
    }
}

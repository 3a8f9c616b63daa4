using Earshot.Signals.Randomness;
using Earshot.Signals.Resampling;

namespace Earshot.Signals.Tests.Resampling;

public sealed class FractionalDelayTests
{
    [Theory]
    [InlineData(0.25)]
    [InlineData(0.999)]
    [InlineData(130.7)]
    public void A_sine_comes_out_as_the_delayed_sine(double delaySamples)
    {
        foreach (ResamplerQuality quality in new[] { KnownResamplers.Fast, KnownResamplers.Standard, KnownResamplers.High })
        {
            foreach (double cycles in new[] { 0.01, 0.2, 0.5 * quality.PassBand })
            {
                var delay = new FractionalDelay(delaySamples, quality);
                var y = new float[2000];
                delay.Process(Sine(2000, cycles, 0), y);
                float[] ideal = Sine(2000, cycles, delay.LatencySamples + delaySamples);
                double db = Discrepancy.ErrorBelowSignal(ideal.AsSpan(1000), y.AsSpan(1000));

                // Sums in float32 of a few hundred alternating terms end at about 122 dB.
                Assert.True(db > Math.Min(quality.StopBandDb - 3, 120), $"{quality}, {cycles}: {db:F1} dB");
            }
        }
    }

    [Fact]
    public void Whole_delays_move_every_bit()
    {
        var x = new float[500];
        new SeededRandom(1).FillGaussian(x);
        var delay = new FractionalDelay(41);
        var y = new float[500];
        delay.Process(x, y);
        int total = 41 + delay.LatencySamples;
        Assert.Equal(x[..^total], y[total..]);
        Assert.Equal(new float[total], y[..total]);
    }

    [Fact]
    public void Any_chopping_and_a_reset_give_the_same_bits()
    {
        var x = new float[1000];
        new SeededRandom(2).FillGaussian(x);
        var delay = new FractionalDelay(12.3, KnownResamplers.Fast);
        var whole = new float[1000];
        delay.Process(x, whole);
        delay.Reset();
        for (int start = 0; start < 1000; start += 8)
        {
            var y = new float[8];
            delay.Process(x.AsSpan(start, 8), y);
            Assert.Equal(whole[start..(start + 8)], y);
        }
    }

    [Fact]
    public void An_impulse_lies_where_it_was_put()
    {
        var target = new float[400];
        FractionalDelay.AddImpulse(target, 200.3, 2);

        // The sum is the amplitude, and the phase of a tone in it is the position: 2 pi 0.1 x 200.3.
        Assert.Equal(2, target.Sum(s => (double)s), 1e-5);
        double re = target.Select((s, n) => s * Math.Cos(0.2 * Math.PI * n)).Sum();
        double im = target.Select((s, n) => s * Math.Sin(0.2 * Math.PI * n)).Sum();
        Assert.Equal(Math.IEEERemainder(0.2 * Math.PI * 200.3, 2 * Math.PI), Math.Atan2(im, re), 1e-5);

        var edge = new float[3];
        FractionalDelay.AddImpulse(edge, 1, -0.5);
        FractionalDelay.AddImpulse(edge, -1e12, 1);
        FractionalDelay.AddImpulse(edge, 3e9, 1);
        Assert.Equal([0, -0.5f, 0], edge);
    }

    [Fact]
    public void Wrong_arguments_are_named()
    {
        Assert.Throws<ArgumentOutOfRangeException>("delaySamples", () => new FractionalDelay(-0.1));
        Assert.Throws<ArgumentOutOfRangeException>("delaySamples", () => new FractionalDelay(double.NaN));
        Assert.Throws<ArgumentException>("quality", () => new FractionalDelay(1, new ResamplerQuality(60, 1)));
        Assert.Throws<ArgumentOutOfRangeException>("position", () => FractionalDelay.AddImpulse(new float[3], double.NaN, 1));
    }

    private static float[] Sine(int length, double cycles, double delay) =>
        [.. Enumerable.Range(0, length).Select(n => (float)Math.Sin(2 * Math.PI * cycles * (n - delay)))];
}

using Earshot.Signals.Randomness;
using Earshot.Signals.Resampling;
using Earshot.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Earshot.Signals.Tests.Resampling;

public sealed class ResamplerStreamTests
{
    [Theory]
    [InlineData(44100, 16000, 0, 0)]
    [InlineData(16000, 48000, 0, 0.4)]
    [InlineData(44100, 48000, 50, 700.25)]
    [InlineData(16000, 16000, 0, 0)]
    [InlineData(44100, 44100, -80, 0)]
    public void Any_chopping_gives_the_same_bits(int inputRate, int outputRate, double skewPpm, double delay)
    {
        float[] x = Noise(5000, 5);
        var options = new ResamplerOptions { SkewPpm = skewPpm, DelaySamples = delay };
        float[] whole = Resampler.Convert(x, inputRate, outputRate, options);
        var resampler = new Resampler(inputRate, outputRate, options);
        foreach (int chop in new[] { 1, 7, 160, 1600, 5000 })
        {
            Assert.Equal(whole, InChops(resampler, x, _ => chop));
        }
    }

    [Fact]
    public void Any_pair_of_rates_gives_the_promised_count_within_the_promised_room()
    {
        Prop.ForAll(
            Gen.Choose(1, 200_000).Two().ToArbitrary(),
            Gen.Choose(0, 3000).Zip(Gen.Choose(-2000, 2000)).ToArbitrary(),
            (rates, signal) =>
            {
                (int inputRate, int outputRate) = rates;
                (int length, int skew) = signal;
                if (inputRate / 200 > outputRate)
                {
                    return true;
                }

                var options = new ResamplerOptions { Quality = KnownResamplers.Fast, SkewPpm = skew / 10.0, DelaySamples = Math.Abs(skew) / 8.0 };
                if (length * (double)outputRate / inputRate > 1e6)
                {
                    length = (int)(1e6 * inputRate / outputRate);
                }

                var resampler = new Resampler(inputRate, outputRate, options);
                var random = new SeededRandom((ulong)length);
                float[] y = InChops(resampler, Noise(length, 1), left => Math.Min(left, 1 + random.NextInt(500)));
                decimal expected = length == 0 ? 0 : (length * (decimal)outputRate * (1 + (skew * 1e-7m)) / inputRate) + (Math.Abs(skew) / 8m);
                return y.Length == (int)decimal.Floor(expected + 0.5m) && y.All(float.IsFinite);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithReplay(new Replay(new Rnd(42, 43), null)));
    }

    [Fact]
    public void Output_comes_exactly_when_the_declared_latency_has_passed()
    {
        var resampler = new Resampler(16000, 16000, new ResamplerOptions { SkewPpm = -100 });
        var one = new float[1];
        var y = new float[4];
        for (int n = 0; n < resampler.LatencySamples; n++)
        {
            Assert.Equal(0, resampler.Process(one, y));
        }

        Assert.Equal(1, resampler.Process(one, y));
    }

    [Fact]
    public void Steady_processing_allocates_nothing()
    {
        var exact = new Resampler(44100, 16000);
        var skewed = new Resampler(44100, 16000, new ResamplerOptions { SkewPpm = 30 });
        float[] x = Noise(441, 2);
        var y = new float[exact.GetMaxOutputLength(x.Length) + 1];
        for (int k = 0; k < 3; k++)
        {
            exact.Process(x, y);
            skewed.Process(x, y);
        }

        long bytes = AllocatedBytes.Least(() =>
        {
            for (int k = 0; k < 200; k++)
            {
                exact.Process(x, y);
                skewed.Process(x, y);
            }
        });
        Assert.Equal(0, bytes);
    }

    [Fact]
    public void Reset_and_twins_start_afresh_and_do_not_touch_one_another()
    {
        float[] x = Noise(3000, 9);
        var resampler = new Resampler(48000, 16000);
        float[] first = InChops(resampler, x, _ => 100);
        resampler.Process(x, new float[2000]);
        Resampler twin = resampler.CreateTwin();
        float[] other = InChops(twin, x, _ => 33);
        resampler.Reset();
        Assert.Equal(first, InChops(resampler, x, _ => 17));
        Assert.Equal(first, other);
        resampler.Process(x, new float[2000]);
        Assert.Equal(first, resampler.Convert(x));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(1e-40f)]
    public void Samples_that_are_no_ordinary_numbers_count_as_silence(float bad)
    {
        float[] x = Noise(1000, 4);
        float[] spoiled = [.. x];
        x[500] = 0;
        spoiled[500] = bad;
        Assert.Equal(Resampler.Convert(x, 44100, 48000), Resampler.Convert(spoiled, 44100, 48000));
    }

    [Fact]
    public void Every_wrong_argument_is_named()
    {
        Assert.Throws<ArgumentOutOfRangeException>("inputRate", () => new Resampler(0, 8000));
        Assert.Throws<ArgumentOutOfRangeException>("outputRate", () => new Resampler(8000, 5_000_000));
        Assert.Throws<ArgumentOutOfRangeException>("outputRate", () => new Resampler(8000, 31));
        ArgumentException all = Assert.Throws<ArgumentException>("options", () => new Resampler(8000, 8000, new ResamplerOptions
        {
            Quality = new ResamplerQuality(10, 1),
            SkewPpm = double.NaN,
            DelaySamples = -1,
        }));
        Assert.All(new[] { "StopBandDb", "PassBand", "SkewPpm", "DelaySamples" }, name => Assert.Contains(name, all.Message));
        var resampler = new Resampler(8000, 16000);
        Assert.Throws<ArgumentException>("output", () => resampler.Process(new float[1000], new float[100]));
        Assert.Equal(0, resampler.Flush([]));
    }

    private static float[] InChops(Resampler resampler, float[] x, Func<int, int> chop)
    {
        var y = new List<float>();
        for (int start = 0; start < x.Length;)
        {
            int n = Math.Min(chop(x.Length - start), x.Length - start);
            var block = new float[resampler.GetMaxOutputLength(n)];
            int written = resampler.Process(x.AsSpan(start, n), block);
            y.AddRange(block.AsSpan(0, written));
            start += n;
        }

        var rest = new float[resampler.MaxFlushLength];
        y.AddRange(rest.AsSpan(0, resampler.Flush(rest)));
        return [.. y];
    }

    private static float[] Noise(int length, ulong seed)
    {
        var x = new float[length];
        new SeededRandom(seed).FillGaussian(x);
        return x;
    }
}

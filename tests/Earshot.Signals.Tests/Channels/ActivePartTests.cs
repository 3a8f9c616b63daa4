using Earshot.Signals.Channels;
using Earshot.Signals.Measures;
using Earshot.Signals.Randomness;

namespace Earshot.Signals.Tests.Channels;

public sealed class ActivePartTests
{
    private const int Rate = 16000;

    private static float[] Noise(int length, ulong seed)
    {
        var x = new float[length];
        new SeededRandom(seed).FillGaussian(x);
        return x;
    }

    [Fact]
    public void Pauses_do_not_count()
    {
        // One second of noise among three of silence, on the grid of the frames.
        const int start = 32 * 512;
        const int length = 31 * 512;
        var x = new float[4 * Rate];
        Noise(length, 1).CopyTo(x, start);
        ActivePart part = ActivePart.Of(x, Rate);
        Assert.Equal(512, part.FrameLength);
        Assert.Equal(31, part.FrameCount);
        Assert.Equal(0, part.LevelDb, 0.1);
    }

    [Fact]
    public void Stationary_noise_is_active_throughout()
    {
        float[] x = Noise(4 * Rate, 2);
        ActivePart part = ActivePart.Of(x, Rate);
        Assert.Equal(x.Length / 512, part.FrameCount);
        Assert.Equal(Decibels.FromPower(System.Numerics.Tensors.TensorPrimitives.SumOfSquares<float>(x) / x.Length), part.LevelDb, 1e-3);
    }

    [Theory]
    [InlineData(17.5, true)]
    [InlineData(20, false)]
    public void A_quieter_half_counts_up_to_the_margin(double quieterDb, bool counts)
    {
        // The mean of both halves lies 3.0 dB below the loud one; the quiet half counts down to 15.9 dB below that mean.
        float[] x = Noise(64 * 512, 3);
        System.Numerics.Tensors.TensorPrimitives.Multiply(
            x.AsSpan(32 * 512), (float)Decibels.ToAmplitude(-quieterDb), x.AsSpan(32 * 512));
        ActivePart part = ActivePart.Of(x, Rate);
        Assert.Equal(counts ? 64 : 32, part.FrameCount);
    }

    [Fact]
    public void A_band_of_white_noise_holds_its_share()
    {
        float[] x = Noise(8 * Rate, 4);
        ActivePart part = ActivePart.Of(x, Rate);
        double share = part.BandMeanSquare(x, new FrequencyBand(3000, 4000)) / part.MeanSquare;
        Assert.Equal(Decibels.FromPower(1 / 8.0), Decibels.FromPower(share), 0.2);
        Assert.Equal(part.MeanSquare, part.BandMeanSquare(x, new FrequencyBand(0, 8000)), 0.02);
        Assert.Equal(0, part.BandMeanSquare(x, new FrequencyBand(9000, 10000)));
    }

    [Fact]
    public void Silence_and_scraps_are_answered()
    {
        Assert.Equal(double.NegativeInfinity, ActivePart.Of(new float[1000], Rate).LevelDb);
        Assert.Equal(0, ActivePart.Of(ReadOnlySpan<float>.Empty, Rate).FrameCount);
        ActivePart scrap = ActivePart.Of(new float[] { 1, -1, 1 }, Rate);
        Assert.Equal(0, scrap.LevelDb, 1e-6);
        Assert.True(scrap.BandMeanSquare(new float[] { 1, -1, 1 }, new FrequencyBand(0, 8000)) > 0);
    }
}

using Earshot.Signals.Convolution;
using Earshot.Signals.Randomness;

namespace Earshot.Signals.Tests.Convolution;

public sealed class FastConvolutionTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1000, 1)]
    [InlineData(1000, 63)]
    [InlineData(63, 1000)]
    [InlineData(1000, 64)]
    [InlineData(2000, 100)]
    [InlineData(1000, 999)]
    [InlineData(100, 100)]
    [InlineData(3073, 1025)]
    public void Equals_the_plain_sum(int signalLength, int responseLength)
    {
        float[] x = Noise(signalLength, 1);
        float[] h = Noise(responseLength, 2);
        float[] y = FastConvolution.Convolve(x, h);
        Assert.Equal(signalLength + responseLength - 1, y.Length);

        // Transforms in float32 leave an error near -130 dB, whatever their length.
        Assert.True(Discrepancy.ErrorBelowSignal(DirectConvolution.Convolve(x, h), y) > 120);
    }

    [Fact]
    public void Bad_numbers_count_as_silence_and_nothing_gives_nothing()
    {
        float[] x = Noise(400, 3);
        float[] h = Noise(80, 4);
        float[] spoiled = [.. x];
        x[7] = 0;
        spoiled[7] = float.NaN;
        Assert.Equal(FastConvolution.Convolve(x, h), FastConvolution.Convolve(spoiled, h));
        Assert.Empty(FastConvolution.Convolve([], h));
    }

    private static float[] Noise(int length, ulong seed)
    {
        var x = new float[length];
        new SeededRandom(seed).FillGaussian(x);
        return x;
    }
}

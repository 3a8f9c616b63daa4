using Earshot.Signals.Randomness;
using Earshot.Signals.Transforms;

namespace Earshot.Signals.Tests.Transforms;

public sealed class RealFftTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(960)]
    public void Inverse_undoes_forward(int length)
    {
        var fft = new RealFft(length);
        var x = new float[length];
        new SeededRandom(1).FillGaussian(x);
        var re = new float[fft.BinCount];
        var im = new float[fft.BinCount];
        var y = new float[length];
        fft.Forward(x, re, im);
        fft.Inverse(re, im, y);
        for (int n = 0; n < length; n++)
        {
            Assert.Equal(x[n], y[n], 1e-5f);
        }
    }
}

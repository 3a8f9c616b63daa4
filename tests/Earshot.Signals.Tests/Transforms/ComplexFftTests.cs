using System.Numerics;
using Earshot.Signals.Randomness;
using Earshot.Signals.Transforms;
using FsCheck;
using FsCheck.Fluent;

namespace Earshot.Signals.Tests.Transforms;

public sealed class ComplexFftTests
{
    // As for the real transform.
    private const double Tolerance = 3e-7;

    [Fact]
    public void Every_short_length_equals_the_sum_in_double_and_comes_back()
    {
        for (int length = 1; length <= 160; length++)
        {
            Check(length, static x => PlainDft.BySum(x));
        }
    }

    [Fact]
    public void Longer_lengths_equal_the_plain_transform_in_double_and_come_back()
    {
        // Every butterfly as first, middle and last pass; odd lengths; primes.
        foreach (int length in (int[])[441, 512, 625, 729, 960, 1024, 1155, 2048, 2401, 3125, 4096, 4800, 5040, 509, 1009, 30030])
        {
            Check(length, static x => PlainDft.ByFactors(x));
        }
    }

    [Fact]
    public void Transform_is_linear() => Prop.ForAll(Gen.Choose(1, 400).Two().ToArbitrary(), pair =>
    {
        (int length, int seed) = pair;
        var fft = new ComplexFft(length);
        (float[] ar, float[] ai) = Noise(length, (ulong)seed);
        (float[] br, float[] bi) = Noise(length, (ulong)seed + 1000);
        float[] sr = [.. ar.Zip(br, (a, b) => a + (2 * b))];
        float[] si = [.. ai.Zip(bi, (a, b) => a + (2 * b))];
        fft.Forward(ar, ai, ar, ai);
        fft.Forward(br, bi, br, bi);
        fft.Forward(sr, si, sr, si);
        double worst = 0;
        for (int k = 0; k < length; k++)
        {
            worst = Math.Max(worst, Math.Max(Math.Abs(sr[k] - ar[k] - (2 * br[k])), Math.Abs(si[k] - ai[k] - (2 * bi[k]))));
        }

        return worst < 4e-6 * Math.Sqrt(length);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Delay_turns_the_phase() => Prop.ForAll(Gen.Choose(2, 400).Two().ToArbitrary(), pair =>
    {
        (int length, int delay) = pair;
        var fft = new ComplexFft(length);
        (float[] xr, float[] xi) = Noise(length, (ulong)delay);
        var dr = new float[length];
        var di = new float[length];
        for (int n = 0; n < length; n++)
        {
            dr[(n + delay) % length] = xr[n];
            di[(n + delay) % length] = xi[n];
        }

        fft.Forward(xr, xi, xr, xi);
        fft.Forward(dr, di, dr, di);
        double worst = 0;
        for (int k = 0; k < length; k++)
        {
            Complex expected = new Complex(xr[k], xi[k]) * Complex.FromPolarCoordinates(1, -2 * Math.PI * ((long)k * delay % length) / length);
            worst = Math.Max(worst, (expected - new Complex(dr[k], di[k])).Magnitude);
        }

        return worst < 4e-6 * Math.Sqrt(length);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Wrong_lengths_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ComplexFft(0));
        var fft = new ComplexFft(5);
        Assert.Throws<ArgumentException>(() => fft.Forward(new float[5], new float[4], new float[5], new float[5]));
        Assert.Throws<ArgumentException>(() => fft.Inverse(new float[5], new float[5], new float[5], new float[6]));
    }

    private static void Check(int length, Func<Complex[], Complex[]> plain)
    {
        (float[] xr, float[] xi) = Noise(length, 17);
        Complex[] expected = plain([.. xr.Zip(xi, (re, im) => new Complex(re, im))]);
        foreach (int width in FftLengths.Widths)
        {
            var fft = new ComplexFft(length, width);
            float[] yr = [.. xr];
            float[] yi = [.. xi];
            fft.Forward(yr, yi, yr, yi);
            double error = PlainDft.RelativeError(expected, yr, yi);
            Assert.True(error < Tolerance, $"length {length}, width {width}: error {error:g3} of the spectrum");

            fft.Inverse(yr, yi, yr, yi);
            for (int n = 0; n < length; n++)
            {
                Assert.Equal(xr[n], yr[n], 4e-6f);
                Assert.Equal(xi[n], yi[n], 4e-6f);
            }
        }
    }

    private static (float[] Re, float[] Im) Noise(int length, ulong seed)
    {
        var re = new float[length];
        var im = new float[length];
        var random = new SeededRandom(seed);
        random.FillGaussian(re);
        random.FillGaussian(im);
        return (re, im);
    }
}

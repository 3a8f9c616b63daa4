using System.Numerics;
using Earshot.Signals.Randomness;
using Earshot.Signals.Transforms;
using Earshot.Testing;

namespace Earshot.Signals.Tests.Transforms;

public sealed class RealFftTests
{
    // Root of the error's energy over the spectrum's. Single precision rounds by at most 2^-24 = 6e-8 at each level, and the
    // errors of log2(N) levels add up in energy: 1e-7 for smooth lengths, 2e-7 through Bluestein's two longer transforms.
    private const double Tolerance = 3e-7;

    public static TheoryData<int> Widths => [.. FftLengths.Widths];

    [Fact]
    public void Every_short_even_length_equals_the_sum_in_double()
    {
        for (int length = 2; length <= 300; length += 2)
        {
            CheckForward(length, static x => PlainDft.BySum(x));
        }
    }

    [Fact]
    public void Audio_lengths_equal_the_plain_transform_in_double()
    {
        foreach (int length in FftLengths.Audio)
        {
            CheckForward(length, static x => PlainDft.ByFactors(x));
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Inverse_undoes_forward(int width)
    {
        foreach (int length in (int[])[.. Enumerable.Range(1, 150).Select(half => 2 * half), .. FftLengths.Audio])
        {
            var fft = new RealFft(length, width);
            float[] x = Noise(length);
            var re = new float[fft.BinCount];
            var im = new float[fft.BinCount];
            var y = new float[length];
            fft.Forward(x, re, im);
            fft.Inverse(re, im, y);
            for (int n = 0; n < length; n++)
            {
                Assert.Equal(x[n], y[n], 4e-6f);
            }
        }
    }

    [Fact]
    public void Inverse_ignores_the_imaginary_parts_of_the_outer_bins()
    {
        var fft = new RealFft(960);
        var re = new float[481];
        var im = new float[481];
        re[0] = 960;
        im[0] = float.NaN;
        im[480] = 7;
        var y = new float[960];
        fft.Inverse(re, im, y);
        Assert.All(y, value => Assert.Equal(1f, value, 1e-6f));
    }

    [Theory]
    [InlineData(512)]
    [InlineData(960)]
    [InlineData(1102)]
    public void Energy_is_kept(int length)
    {
        var fft = new RealFft(length);
        float[] x = Noise(length);
        var re = new float[fft.BinCount];
        var im = new float[fft.BinCount];
        fft.Forward(x, re, im);
        double time = x.Sum(value => (double)value * value);
        double frequency = 0;
        for (int k = 0; k < fft.BinCount; k++)
        {
            double power = ((double)re[k] * re[k]) + ((double)im[k] * im[k]);
            frequency += k == 0 || k == length / 2 ? power : 2 * power;
        }

        // Parseval, within 0.00001 dB.
        Assert.Equal(1, frequency / length / time, 2e-6);
    }

    [Theory]
    [InlineData(480)]
    [InlineData(960)]
    [InlineData(1024)]
    public void Impulse_is_flat_with_the_phase_of_its_delay(int length)
    {
        var fft = new RealFft(length);
        var x = new float[length];
        x[3] = 1;
        var re = new float[fft.BinCount];
        var im = new float[fft.BinCount];
        fft.Forward(x, re, im);
        for (int k = 0; k < fft.BinCount; k++)
        {
            Assert.Equal(Math.Cos(6 * Math.PI * k / length), re[k], 3e-7);
            Assert.Equal(-Math.Sin(6 * Math.PI * k / length), im[k], 3e-7);
        }
    }

    [Fact]
    public void Outputs_may_overwrite_the_input()
    {
        var fft = new RealFft(960);
        float[] x = Noise(960);
        var re = new float[481];
        var im = new float[481];
        fft.Forward(x, re, im);
        var shared = new float[962];
        x.CopyTo(shared, 0);
        fft.Forward(shared.AsSpan(0, 960), shared.AsSpan(0, 481), shared.AsSpan(481));
        Assert.Equal(re, shared[..481]);
        Assert.Equal(im, shared[481..]);
    }

    [Theory]
    [InlineData(960)]
    [InlineData(1102)]
    public void Calls_allocate_nothing_and_repeat_bit_for_bit(int length)
    {
        var fft = new RealFft(length);
        float[] x = Noise(length);
        var re = new float[fft.BinCount];
        var im = new float[fft.BinCount];
        var y = new float[length];
        fft.Forward(x, re, im);
        float[] first = [.. re];
        fft.Inverse(re, im, y);
        long bytes = AllocatedBytes.Least(() =>
        {
            fft.Forward(x, re, im);
            fft.Inverse(re, im, y);
        });
        Assert.Equal(0, bytes);
        Assert.Equal(first, re);
    }

    [Theory]
    [InlineData(960)]
    [InlineData(1102)]
    public void Broken_samples_do_not_outlive_their_call(int length)
    {
        var fft = new RealFft(length);
        float[] x = Noise(length);
        var expected = new float[fft.BinCount];
        var re = new float[fft.BinCount];
        var im = new float[fft.BinCount];
        fft.Forward(x, expected, im);
        var broken = new float[length];
        Array.Fill(broken, float.NaN);
        fft.Forward(broken, re, im);
        fft.Inverse(re, im, broken);
        fft.Forward(x, re, im);
        Assert.Equal(expected, re);
    }

    [Fact]
    public void Odd_lengths_and_wrong_spans_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RealFft(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RealFft(15));
        var fft = new RealFft(16);
        ArgumentException error = Assert.Throws<ArgumentException>(() => fft.Forward(new float[16], new float[8], new float[9]));
        Assert.Contains("expected 9 values, got 8", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => fft.Inverse(new float[9], new float[9], new float[15]));
    }

    private static void CheckForward(int length, Func<Complex[], Complex[]> plain)
    {
        float[] x = Noise(length);
        Complex[] expected = plain([.. x.Select(value => new Complex(value, 0))]);
        foreach (int width in FftLengths.Widths)
        {
            var fft = new RealFft(length, width);
            var re = new float[fft.BinCount];
            var im = new float[fft.BinCount];
            fft.Forward(x, re, im);
            double error = PlainDft.RelativeError(expected.AsSpan(0, fft.BinCount), re, im);
            Assert.True(error < Tolerance, $"length {length}, width {width}: error {error:g3} of the spectrum");
            Assert.Equal(0f, im[0]);
            Assert.Equal(0f, im[^1]);
        }
    }

    private static float[] Noise(int length)
    {
        var x = new float[length];
        new SeededRandom((ulong)length).FillGaussian(x);
        return x;
    }
}

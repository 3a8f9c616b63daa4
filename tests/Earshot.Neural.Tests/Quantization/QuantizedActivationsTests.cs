using Earshot.Neural.Quantization;
using Earshot.Neural.Tests.Kernels;
using Earshot.Testing;

namespace Earshot.Neural.Tests.Quantization;

public sealed class QuantizedActivationsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(100)]
    public void Numbers_become_the_nearest_step(int length)
    {
        float[] x = RandomMatrix.Gaussian(length, 1);
        var frame = new QuantizedActivations(length + 50);
        frame.Quantize(RandomMatrix.Gaussian(length + 50, 2)); // a longer one before: nothing of it may be left
        frame.Quantize(x);
        Assert.Equal(length, frame.Length);
        Assert.Equal(x.Max(Math.Abs) / 127, frame.ScaleOf(0));
        Assert.Equal(127, frame.CodesOf(0).ToArray().Max(q => Math.Abs((int)q)));

        // Half a step, and the rounding of the quotient.
        Assert.All(x, (value, i) => Assert.InRange(Math.Abs((value / frame.ScaleOf(0)) - frame.CodesOf(0)[i]), 0, 0.50001));
        Assert.Equal(frame.CodesOf(0).ToArray().Sum(q => q), frame.Sum(0, 0, length));
        Assert.Equal(frame.CodesOf(0)[(length / 2 / 32 * 32)..].ToArray().Sum(q => q), frame.Sum(0, length / 2 / 32 * 32, length));
    }

    [Fact]
    public void Words_and_bytes_are_the_same_and_zero_behind_the_frame()
    {
        var frame = new QuantizedActivations(64);
        frame.Quantize(RandomMatrix.Gaussian(64, 3));
        frame.Quantize(RandomMatrix.Gaussian(33, 4));
        unsafe
        {
            for (int i = 0; i < 64; i++)
            {
                Assert.Equal(frame.Bytes[i], frame.Words[i]);
                Assert.True(i < 33 || frame.Bytes[i] == 0);
            }
        }
    }

    [Fact]
    public void Frames_have_scales_of_their_own()
    {
        float[] values = [.. Enumerable.Range(0, 99).Select(i => ((i % 33) - 16f) * (1 + (i / 33)))];
        var frames = new QuantizedActivations(40, 3);
        var single = new QuantizedActivations(33);
        frames.Quantize(values, 3);
        Assert.Equal((33, 3), (frames.Length, frames.Frames));
        for (int i = 0; i < 3; i++)
        {
            single.Quantize(values.AsSpan(33 * i, 33));
            Assert.Equal(single.ScaleOf(0), frames.ScaleOf(i));
            Assert.Equal(single.CodesOf(0), frames.CodesOf(i));
            Assert.Equal(single.Sum(0, 32, 1), frames.Sum(i, 32, 1));
        }

        Assert.Throws<ArgumentOutOfRangeException>("frames", () => frames.Quantize(values, 4));
        Assert.Throws<ArgumentException>("values", () => frames.Quantize(values, 2));
    }

    [Fact]
    public void A_limit_clips()
    {
        var frame = new QuantizedActivations(4);
        frame.QuantizeWithin([0.5f, -0.25f, 3, -3], 1);
        Assert.Equal([64, -32, 127, -127], frame.CodesOf(0).ToArray());
        Assert.Equal(1f / 127, frame.ScaleOf(0));
        Assert.Throws<ArgumentOutOfRangeException>("limit", () => frame.QuantizeWithin([1], 0));
        Assert.Throws<ArgumentOutOfRangeException>("limit", () => frame.QuantizeWithin([1], float.NaN));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void What_is_not_finite_makes_the_product_nan_and_is_forgotten_then(float bad)
    {
        var matrix = QuantizedMatrix.Quantize(1, 40, RandomMatrix.Gaussian(40, 5), new QuantizationOptions());
        float[] good = RandomMatrix.Gaussian(40, 6);
        float[] expected = new float[1];
        matrix.Multiply(good, expected);
        foreach (int place in (int[])[0, 3, 39])
        {
            float[] broken = [.. good];
            broken[place] = bad;
            float[] y = new float[1];
            matrix.Multiply(broken, y);
            Assert.True(float.IsNaN(y[0]));
            matrix.Multiply(good, y);
            Assert.Equal(expected, y);
        }
    }

    [Fact]
    public void Silence_is_zero()
    {
        var frame = new QuantizedActivations(40);
        frame.Quantize(RandomMatrix.Gaussian(40, 7));
        frame.Quantize(new float[40]);
        Assert.Equal(0, frame.ScaleOf(0));
        Assert.All(frame.CodesOf(0).ToArray(), q => Assert.Equal(0, q));
        frame.Quantize([1e-39f, -1e-39f]);
        Assert.Equal(0, frame.ScaleOf(0));
        Assert.Equal(0, AllocatedBytes.Least(() => frame.Quantize([1, 2, 3])));
    }

    [Fact]
    public void Frames_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("capacity", () => new QuantizedActivations(0));
        Assert.Throws<ArgumentException>("values", () => new QuantizedActivations(4).Quantize(new float[5]));
        Assert.Throws<ArgumentException>("values", () => new QuantizedActivations(4).Quantize([]));
    }

    [Fact]
    public void Ranges_are_learned_from_examples()
    {
        var range = new ActivationRange();
        Assert.Throws<InvalidOperationException>(() => range.Percentile(50));
        for (ulong seed = 0; seed < 20; seed++)
        {
            range.Observe(RandomMatrix.Gaussian(5000, seed));
        }

        // The magnitude that 95 % (99.7 %) of Gaussian numbers do not pass is 1.960 (2.968); bins are 4.4 % wide.
        Assert.InRange(range.Percentile(95), 1.960f * 0.98f, 1.960f * 1.06f);
        Assert.InRange(range.Percentile(99.7), 2.968f * 0.98f, 2.968f * 1.06f);
        Assert.Equal(range.Largest, range.Percentile(100));

        // The best limit of a uniform quantizer of 256 levels is 3.94 standard deviations (found by minimizing its error directly), within bins; around it the error is flat.
        Assert.InRange(range.LeastErrorLimit(), 3.3f, 4.4f);

        // One outlier may not take all the steps.
        range.Observe([1000]);
        Assert.Equal(1000, range.Largest);
        Assert.InRange(range.Percentile(99.9), 3, 4);
        Assert.Throws<ArgumentException>("values", () => range.Observe([float.NaN]));
    }
}

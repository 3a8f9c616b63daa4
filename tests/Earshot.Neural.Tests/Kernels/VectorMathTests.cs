using System.Runtime.InteropServices;
using Earshot.Neural.Kernels;
using Earshot.Signals.Randomness;
using Earshot.Testing;

namespace Earshot.Neural.Tests.Kernels;

/// <summary>Accuracy against double, and the same bits at every vector width and from the scalar twin.</summary>
public sealed unsafe class VectorMathTests
{
    private static readonly float[] Odd =
    [
        0, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon, -float.Epsilon, 1e-40f, float.MaxValue, float.MinValue,
        1.17549435e-38f, 1, -1, 88.72283f, 88.7229f, 88.5f, -86.9f, -86.91f, -87.5f, 9.02f, -9.03f, 1e-20f, 0.70710677f, 0.70710678f, 1.4142135f,
    ];

    [Fact]
    public void Exp_is_within_its_error() => Accurate<ElementFunctions.Exp>(Math.Exp, -86.8, 88.7, 1.2e-7);

    [Fact]
    public void Sigmoid_is_within_its_error() => Accurate<ElementFunctions.Sigmoid>(x => 1 / (1 + Math.Exp(-x)), -86, 100, 2e-7);

    [Fact]
    public void Tanh_is_within_its_error()
    {
        Accurate<ElementFunctions.Tanh>(Math.Tanh, -12, 12, 2.5e-7);
        Accurate<ElementFunctions.Tanh>(Math.Tanh, -1e-3, 1e-3, 2.5e-7);
        Accurate<ElementFunctions.Tanh>(Math.Tanh, -1e-30, 1e-30, 2.5e-7);
    }

    [Fact]
    public void Log_is_within_its_error()
    {
        Accurate<ElementFunctions.Log>(Math.Log, 1e-9, 10, 1.5e-7);
        Accurate<ElementFunctions.Log>(Math.Log, 0.999, 1.001, 1.5e-7);
        Accurate<ElementFunctions.Log>(Math.Log, 1e30, 3e38, 1.5e-7);
        Accurate<ElementFunctions.Log>(Math.Log, 1e-44, 1e-38, 1.5e-7);
    }

    [Fact]
    public void Odd_values_have_their_values()
    {
        Assert.Equal([1, float.PositiveInfinity, 0, float.NaN, 0, 0, float.PositiveInfinity],
            Map<ElementFunctions.Exp>([0, float.PositiveInfinity, float.NegativeInfinity, float.NaN, -86.91f, float.MinValue, 88.73f]));
        Assert.Equal([0.5f, 1, float.NaN, 1], Map<ElementFunctions.Sigmoid>([0, float.PositiveInfinity, float.NaN, 90]));
        Assert.All(Map<ElementFunctions.Sigmoid>([-88, -1e9f, float.NegativeInfinity]), y => Assert.InRange(y, 1.2e-38f, 2e-38f));
        Assert.Equal([0, 1, -1, float.NaN, 1, -1], Map<ElementFunctions.Tanh>([0, float.PositiveInfinity, float.NegativeInfinity, float.NaN, 9.1f, -9.1f]));
        Assert.Equal(
            [float.NegativeInfinity, float.NegativeInfinity, float.PositiveInfinity, float.NaN, float.NaN, float.NaN, float.NaN, 0],
            Map<ElementFunctions.Log>([0, -0f, float.PositiveInfinity, float.NegativeInfinity, -1, -float.Epsilon, float.NaN, 1]));
    }

    [Fact]
    public void Every_width_gives_the_bits_of_the_scalar_twin()
    {
        float[] values = [.. Odd, .. Spread(-100, 100, 3000), .. Spread(-1, 1, 1000)];
        Same<ElementFunctions.Exp>(values);
        Same<ElementFunctions.Sigmoid>(values);
        Same<ElementFunctions.Tanh>(values);
        Same<ElementFunctions.Log>(values);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(95)]
    [InlineData(1000)]
    public void Rows_and_sums_are_right_and_the_same_at_every_width(int length)
    {
        float[] x = RandomMatrix.Gaussian(length, 1);
        float[] y = RandomMatrix.Gaussian(length, 2);
        double total = x.Sum(v => Math.Exp(v));
        double size = x.Sum(v => Math.Abs(v)) + 1;
        float[] first = [];
        foreach (int width in KernelWidths.All)
        {
            float[] softmax = new float[length];
            float[] logs = new float[length];
            float[] added = [.. y];
            float logSum = VectorMath.Row(width, SoftmaxForm.Probabilities, x, softmax);
            VectorMath.Row(width, SoftmaxForm.Logarithms, x, logs);
            VectorMath.AddScaled(width, 0.3f, x, added);
            float sum = VectorMath.Sum(width, x);
            float dot = VectorMath.Dot(width, x, y);

            // Each value is a few roundings of 6e-8 from exact; sums of n numbers a few times that of the sum of their magnitudes.
            Assert.All(softmax, (v, i) => Assert.InRange(v / (Math.Exp(x[i]) / total), 1 - 1e-6, 1 + 1e-6));
            Assert.All(logs, (v, i) => Assert.Equal(x[i] - Math.Log(total), v, 2e-6));
            Assert.All(added, (v, i) => Assert.Equal(float.FusedMultiplyAdd(0.3f, x[i], y[i]), v));
            Assert.Equal(Math.Log(total), logSum, 1e-6);
            Assert.Equal(x.Sum(v => (double)v), sum, 3e-7 * size);
            Assert.Equal(x.Zip(y, (a, b) => (double)a * b).Sum(), dot, 3e-7 * size);

            float[] all = [.. softmax, .. logs, .. added, logSum, sum, dot];
            first = first.Length == 0 ? all : first;
            Assert.True(MemoryMarshal.AsBytes(first.AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(all.AsSpan())), $"{width} bits");
        }
    }

    [Fact]
    public void Masked_places_take_no_part_in_a_row()
    {
        float[] y = new float[4];
        VectorMath.Softmax([float.NegativeInfinity, 2, 2, float.NegativeInfinity], y);
        Assert.Equal([0, 0.5f, 0.5f, 0], y);
        Assert.Equal(float.NegativeInfinity, VectorMath.LogSumExp([float.NegativeInfinity, float.NegativeInfinity]));
        Assert.Equal(float.NegativeInfinity, VectorMath.LogSumExp([]));
        VectorMath.Softmax([float.NegativeInfinity, float.NegativeInfinity, 0, 0], y);
        VectorMath.Softmax([1e30f, float.NaN, 1, 1], y);
        Assert.All(y, v => Assert.True(float.IsNaN(v)));
        VectorMath.Softmax([1e38f, 0, -1e38f, 1e38f], y);
        Assert.Equal([0.5f, 0, 0, 0.5f], y);
    }

    [Fact]
    public void In_place_and_without_allocation()
    {
        float[] x = Spread(-3, 3, 100);
        float[] expected = Map<ElementFunctions.Tanh>(x);
        VectorMath.Tanh(x, x);
        Assert.Equal(expected, x);
        Assert.Equal(0, AllocatedBytes.Least(() =>
        {
            VectorMath.Exp(x, x);
            VectorMath.Log(x, x);
            VectorMath.Sigmoid(x, x);
            VectorMath.Softmax(x, x);
            VectorMath.LogSoftmax(x, x);
            VectorMath.AddScaled(VectorMath.Dot(x, x), x, x);
        }));
    }

    [Fact]
    public void Lengths_that_differ_are_refused()
    {
        Assert.Throws<ArgumentException>("target", () => VectorMath.Exp(new float[3], new float[4]));
        Assert.Throws<ArgumentException>("target", () => VectorMath.Softmax(new float[3], new float[2]));
        Assert.Throws<ArgumentException>("b", () => VectorMath.Dot(new float[3], new float[2]));
        Assert.Throws<ArgumentException>("target", () => VectorMath.AddScaled(1, new float[3], new float[2]));
    }

    private static void Accurate<TFunction>(Func<double, double> exact, double low, double high, double relative)
        where TFunction : struct, IElementFunction
    {
        float[] x = Spread(low, high, 200_000);
        float[] y = Map<TFunction>(x);
        double worst = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double expected = exact(x[i]);
            worst = Math.Max(worst, expected == 0 ? Math.Abs(y[i]) : Math.Abs((y[i] / expected) - 1));
        }

        Assert.InRange(worst, 0, relative);
    }

    private static float[] Spread(double low, double high, int count)
    {
        var random = new SeededRandom(5);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(low + ((high - low) * random.NextDouble())))];
    }

    private static float[] Map<TFunction>(float[] x)
        where TFunction : struct, IElementFunction
    {
        float[] y = new float[x.Length];
        VectorMath.Map<TFunction>(VectorWidth.Widest, x, y);
        return y;
    }

    private static void Same<TFunction>(float[] x)
        where TFunction : struct, IElementFunction
    {
        float[] expected = new float[x.Length];
        fixed (float* from = x, to = expected)
        {
            new ElementLoop<TFunction>(from, to, x.Length).Run<ScalarLanes>();
        }

        foreach (int width in KernelWidths.All)
        {
            float[] actual = new float[x.Length];
            VectorMath.Map<TFunction>(width, x, actual);
            for (int i = 0; i < x.Length; i++)
            {
                // NaN is NaN, whatever its bits.
                Assert.True(
                    (float.IsNaN(expected[i]) && float.IsNaN(actual[i])) || BitConverter.SingleToInt32Bits(expected[i]) == BitConverter.SingleToInt32Bits(actual[i]),
                    $"{typeof(TFunction).Name}({x[i]}) at {width} bits: {expected[i]} and {actual[i]}");
            }
        }
    }
}

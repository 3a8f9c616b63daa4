using Earshot.Neural.Kernels;
using Earshot.Neural.Quantization;
using Earshot.Neural.Tests.Kernels;

namespace Earshot.Neural.Tests.Quantization;

public sealed class SquashedWeightsTests
{
    [Theory]
    [InlineData(2, new[] { -0.75f, -0.25f, 0.25f, 0.75f })]
    [InlineData(3, new[] { -0.875f, -0.625f, -0.375f, -0.125f, 0.125f, 0.375f, 0.625f, 0.875f })]
    public void Levels_are_odd_multiples(int bits, float[] levels)
    {
        float[] rounded = new float[4001];
        SquashedWeights.Round([.. Enumerable.Range(-2000, 4001).Select(i => i / 100f)], 1, bits, rounded);
        Assert.Equal(levels, rounded.Distinct());
        Assert.Equal(levels[^1] + levels[0], rounded[0] + rounded[^1]);

        // Each weight goes to the nearest level: half a step of 2^(1 - b) at most, for tanh has no values outside.
        float[] squashed = new float[4001];
        SquashedWeights.Squash([.. Enumerable.Range(-2000, 4001).Select(i => i / 100f)], 1, squashed);
        Assert.All(rounded, (value, i) => Assert.InRange(Math.Abs(value - squashed[i]), 0, MathF.Pow(2, -bits)));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(8)]
    public void What_is_packed_is_what_was_rounded(int bits)
    {
        const int Rows = 20;
        const int Columns = 77;
        float[] parameters = RandomMatrix.Gaussian(Rows * Columns, 1);
        float[] amplitudes = [.. RandomMatrix.Gaussian(Rows, 2).Select(Math.Abs)];
        foreach (float[] used in (float[][])[amplitudes, [0.37f]])
        {
            QuantizedMatrix matrix = SquashedWeights.Pack(Rows, Columns, parameters, used, bits);
            float[] packed = new float[parameters.Length];
            matrix.Unpack(packed);
            float[] rounded = new float[parameters.Length];
            for (int row = 0; row < Rows; row++)
            {
                SquashedWeights.Round(parameters.AsSpan(row * Columns, Columns), used[used.Length == 1 ? 0 : row], bits, rounded.AsSpan(row * Columns, Columns));
            }

            Assert.Equal(rounded, packed);

            // The product differs from that of the float network by the rounding of the activations alone: a frame of whole numbers has none.
            float[] frame = [.. Enumerable.Range(0, Columns).Select(i => (i * 37 % 255) - 127f)];
            float[] expected = new float[Rows];
            PlainProduct.Multiply<float>(ProductShape.Dense(1, Rows, Columns, transposeB: true), frame, rounded, expected, accumulate: false);
            float[] actual = new float[Rows];
            matrix.Multiply(frame, actual);
            Assert.All(actual, (value, i) => Assert.Equal(expected[i], value, 2e-6 * Columns * 127));
        }
    }

    [Fact]
    public void A_normal_distribution_becomes_nearly_uniform()
    {
        float[] weights = [.. RandomMatrix.Gaussian(100_000, 3).Select(x => 0.05f * x)];
        float[] parameters = new float[weights.Length];
        float amplitude = SquashedWeights.FromWeights(weights, parameters);
        float[] squashed = new float[weights.Length];
        SquashedWeights.Squash(parameters, amplitude, squashed);

        // The energy stays, signs stay, and codes are used alike: entropy within 1 % of the bits.
        Assert.Equal(1, squashed.Sum(x => (double)x * x) / weights.Sum(x => (double)x * x), 1e-5);
        Assert.Equal(Math.Sqrt(3) * 0.05, amplitude, 0.004);
        Assert.All(weights, (weight, i) => Assert.Equal(Math.Sign(weight), Math.Sign(squashed[i])));
        Assert.InRange(SquashedWeights.CodeEntropy(parameters, 2), 1.98, 2);
        Assert.InRange(SquashedWeights.CodeEntropy(parameters, 3), 2.97, 3);
        Assert.InRange(SquashedWeights.CodeEntropy(parameters, 4), 3.96, 4);

        // Without squashing, the same weights leave the outer levels unused.
        var plain = QuantizedMatrix.Quantize(1, 30_000, weights.AsSpan(0, 30_000), new QuantizationOptions { Bits = 3, Levels = QuantizationLevels.MidRise });
        byte[] codes = [.. Enumerable.Range(0, 30_000).Select(i => (byte)plain.Code(0, i))];
        Assert.InRange(codes.CountBy(code => code).Sum(pair => -pair.Value / 30_000.0 * Math.Log2(pair.Value / 30_000.0)), 1, 2.5);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentException>("weights", () => SquashedWeights.FromWeights([0, 0], new float[2]));
        Assert.Throws<ArgumentException>("weights", () => SquashedWeights.FromWeights([1, float.NaN], new float[2]));
        Assert.Throws<ArgumentException>("parameters", () => SquashedWeights.FromWeights([1, 2], new float[3]));
        Assert.Throws<ArgumentOutOfRangeException>("bits", () => SquashedWeights.Round([1], 1, 1, new float[1]));
        Assert.Throws<ArgumentException>("amplitudes", () => SquashedWeights.Pack(3, 1, [1, 2, 3], [1, 2], 2));
        Assert.Throws<ArgumentException>("codes", () => SquashedWeights.Pack(3, 1, [1, 2], [1], 2));
    }

    [Fact]
    public void A_report_has_a_row_for_each_layer()
    {
        float[] weights = RandomMatrix.Gaussian(64 * 64, 4);
        var report = new QuantizationReport();
        report.Add("first", QuantizedMatrix.Quantize(64, 64, weights, new QuantizationOptions { Bits = 8 }), weights);
        report.Add("second", QuantizedMatrix.Quantize(64, 64, weights, new QuantizationOptions { Bits = 2, Levels = QuantizationLevels.MidRise }), weights);
        Assert.True(report.Rows[0].Error.SqnrDb > report.Rows[1].Error.SqnrDb + 20);
        Assert.Equal(5 + (32 / 64.0), report.BitsPerWeight, 1e-9);
        Assert.Equal(4, report.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("| second | 64 | 64 | 2 | 2.50 |", report.ToString(), StringComparison.Ordinal);
    }
}

using Earshot.Neural.Kernels;
using Earshot.Neural.Quantization;
using Earshot.Neural.Quantization.Kernels;
using Earshot.Neural.Tests.Kernels;
using Earshot.Testing;

namespace Earshot.Neural.Tests.Quantization;

public sealed class QuantizedMatrixTests
{
    public static TheoryData<int, QuantizationLevels, int> Forms => new()
    {
        { 8, QuantizationLevels.MidTread, 0 }, { 8, QuantizationLevels.MidTread, 64 }, { 8, QuantizationLevels.MidRise, 0 },
        { 4, QuantizationLevels.MidTread, 0 }, { 4, QuantizationLevels.MidTread, 32 }, { 4, QuantizationLevels.MidRise, 128 },
        { 3, QuantizationLevels.MidTread, 0 }, { 3, QuantizationLevels.MidRise, 0 }, { 3, QuantizationLevels.MidRise, 64 },
        { 2, QuantizationLevels.MidTread, 0 }, { 2, QuantizationLevels.MidRise, 0 }, { 2, QuantizationLevels.MidRise, 32 },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_kind_of_instruction_gives_the_bits_of_the_plain_sum(int bits, QuantizationLevels levels, int groupLength)
    {
        var options = new QuantizationOptions { Bits = bits, Levels = levels, GroupLength = groupLength };
        foreach ((int rows, int columns) in ((int, int)[])[(1, 1), (3, 5), (31, 32), (32, 8), (33, 64), (40, 65), (70, 300), (64, 513)])
        {
            var matrix = QuantizedMatrix.Quantize(rows, columns, RandomMatrix.Gaussian(rows * columns, 1), options);
            foreach (int count in (int[])[1, 2, 4, 5, 7])
            {
                var frames = new QuantizedActivations(columns + 3, count);
                frames.Quantize(RandomMatrix.Gaussian(count * columns, 2), count);
                float[] expected = [.. Enumerable.Range(0, count).SelectMany(i => Plain(matrix, frames, i))];
                foreach (DotKind kind in Enum.GetValues<DotKind>().Where(DotKinds.Runs))
                {
                    float[] actual = new float[count * rows];
                    matrix.Multiply(kind, frames, actual);
                    Assert.Equal(expected, actual);
                }
            }
        }
    }

    [Theory]
    [InlineData(8)]
    [InlineData(4)]
    [InlineData(2)]
    public void No_sum_leaves_its_range_at_the_largest_size(int bits)
    {
        // Every code and every activation at its largest, with both signs.
        const int Columns = QuantizedMatrix.MaxColumns;
        float[] weights = new float[3 * Columns];
        Array.Fill(weights, 1, 0, Columns);
        Array.Fill(weights, -1, Columns, Columns);
        var matrix = QuantizedMatrix.Quantize(3, Columns, weights, new QuantizationOptions { Bits = bits });
        float[] values = new float[Columns];
        foreach (float value in (float[])[1, -1])
        {
            Array.Fill(values, value);
            var frame = new QuantizedActivations(Columns);
            frame.Quantize(values);
            foreach (DotKind kind in Enum.GetValues<DotKind>().Where(DotKinds.Runs))
            {
                float[] y = new float[3];
                matrix.Multiply(kind, frame, y);

                // Three roundings to float.
                Assert.Equal(value * Columns, y[0], 3e-7 * Columns);
                Assert.Equal(-value * Columns, y[1], 3e-7 * Columns);
                Assert.Equal(0, y[2]);
            }
        }
    }

    // Weights uniform in -1 .. 1 and Gaussian activations: errors of both are those of uniform rounding, so the ratio of the result to
    // its error is near 6 dB a bit of the weights, and 8-bit activations with a crest of about 3.2 have 40 dB. Bounds are 1.5 dB below.
    [Theory]
    [InlineData(8, QuantizationLevels.MidTread, 38.0)]
    [InlineData(4, QuantizationLevels.MidTread, 21.5)]
    [InlineData(4, QuantizationLevels.MidRise, 22.5)]
    [InlineData(3, QuantizationLevels.MidRise, 16.5)]
    [InlineData(2, QuantizationLevels.MidRise, 10.5)]
    public void The_error_of_a_product_is_bound_by_the_bits(int bits, QuantizationLevels levels, double leastDb)
    {
        const int Rows = 256;
        const int Columns = 512;
        float[] weights = [.. RandomMatrix.Gaussian(Rows * Columns, 3).Select(x => (float)Math.Sin(x * 10))];
        weights = [.. weights.Select(x => (float)(Math.Asin(x) * 2 / Math.PI))];
        float[] values = RandomMatrix.Gaussian(Columns, 4);
        float[] exact = new float[Rows];
        PlainProduct.Multiply<float>(ProductShape.Dense(1, Rows, Columns, transposeB: true), values, weights, exact, accumulate: false);
        float[] actual = new float[Rows];
        QuantizedMatrix.Quantize(Rows, Columns, weights, new QuantizationOptions { Bits = bits, Levels = levels }).Multiply(values, actual);
        double signal = exact.Sum(x => (double)x * x);
        double noise = exact.Zip(actual, (x, y) => ((double)x - y) * (x - y)).Sum();
        Assert.InRange(10 * Math.Log10(signal / noise), leastDb, leastDb + 8);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Codes_and_weights_come_back(int bits, QuantizationLevels levels, int groupLength)
    {
        const int Rows = 37;
        const int Columns = 130;
        float[] weights = RandomMatrix.Gaussian(Rows * Columns, 5);
        var matrix = QuantizedMatrix.Quantize(Rows, Columns, weights, new QuantizationOptions { Bits = bits, Levels = levels, GroupLength = groupLength });
        float[] restored = new float[weights.Length];
        matrix.Unpack(restored);
        int group = groupLength == 0 ? Columns : groupLength;
        for (int i = 0; i < weights.Length; i++)
        {
            int start = (i / Columns * Columns) + (i % Columns / group * group);
            int end = Math.Min(start + group, (i / Columns * Columns) + Columns);
            float largest = weights[start..end].Max(Math.Abs);

            // Half a step: nothing was clipped.
            Assert.InRange(Math.Abs(weights[i] - restored[i]), 0, matrix.Quantizer.ScaleFor(largest) * 1.0001f);
        }

        var copy = QuantizedMatrix.FromPacked(Rows, Columns, matrix.Quantizer, groupLength, matrix.PackedCodes, matrix.PackedScales);
        Assert.Equal(matrix.Compare(weights), copy.Compare(weights));

        byte[] codes = [.. Enumerable.Range(0, Rows * Columns).Select(i => (byte)matrix.Code(i / Columns, i % Columns))];
        float[] scales = [.. Enumerable.Range(0, Rows * matrix.Groups).Select(_ => 1f)];
        var whole = QuantizedMatrix.FromCodes(Rows, Columns, matrix.Quantizer, groupLength, codes, scales);
        whole.Unpack(restored);
        Assert.All(restored, (value, i) => Assert.Equal((2 * codes[i]) - matrix.Quantizer.ZeroTwice, value));
    }

    // The signal-to-noise ratios of the best uniform quantizers of a Gaussian, from J. Max, "Quantizing for minimum distortion", 1960,
    // table II: 4 levels 9.25 dB, 8 levels 14.27 dB, 16 levels 19.38 dB.
    [Theory]
    [InlineData(2, 9.25)]
    [InlineData(3, 14.27)]
    [InlineData(4, 19.38)]
    public void Least_error_finds_the_best_uniform_quantizer_of_a_gaussian(int bits, double expectedDb)
    {
        float[] weights = RandomMatrix.Gaussian(30_000, 6);
        QuantizationError best = Error(ClippingRule.LeastError);
        Assert.Equal(expectedDb, best.SqnrDb, 0.15);
        Assert.True(best.SqnrDb > Error(ClippingRule.Largest).SqnrDb + 0.5);
        Assert.True(best.SqnrDb >= Error(ClippingRule.Percentile).SqnrDb);

        QuantizationError Error(ClippingRule rule) => QuantizedMatrix
            .Quantize(1, weights.Length, weights, new QuantizationOptions { Bits = bits, Levels = QuantizationLevels.MidRise, Clipping = rule, Percentile = 95 })
            .Compare(weights);
    }

    [Theory]
    [InlineData(8, 0, 8.03125)]
    [InlineData(4, 0, 4.03125)]
    [InlineData(4, 128, 4.25)]
    [InlineData(3, 0, 3.03125)]
    [InlineData(2, 0, 2.03125)]
    public void Weights_are_really_packed(int bits, int groupLength, double bitsPerWeight)
    {
        var matrix = QuantizedMatrix.Quantize(1024, 1024, new float[1024 * 1024], new QuantizationOptions { Bits = bits, GroupLength = groupLength });
        Assert.Equal(1024 * 1024 * bits / 8, matrix.PackedCodes.Length);
        Assert.Equal(bitsPerWeight, matrix.BitsPerWeight);
        Assert.Equal(double.PositiveInfinity, matrix.Compare(new float[1024 * 1024]).SqnrDb);
    }

    [Fact]
    public void A_product_allocates_nothing()
    {
        var matrix = QuantizedMatrix.Quantize(70, 300, RandomMatrix.Gaussian(70 * 300, 7), new QuantizationOptions { Bits = 4, GroupLength = 32 });
        float[] x = RandomMatrix.Gaussian(300, 8);
        float[] y = new float[70];
        Assert.Equal(0, AllocatedBytes.Least(() => matrix.Multiply(x, y)));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var options = new QuantizationOptions();
        Assert.Throws<ArgumentOutOfRangeException>("rows", () => QuantizedMatrix.Quantize(0, 3, [], options));
        Assert.Throws<ArgumentOutOfRangeException>("columns", () => QuantizedMatrix.Quantize(3, 40_000, [], options));
        Assert.Throws<ArgumentException>("weights", () => QuantizedMatrix.Quantize(2, 3, new float[5], options));
        Assert.Throws<ArgumentException>("weights", () => QuantizedMatrix.Quantize(1, 2, [1, float.NaN], options));
        var error = Assert.Throws<ArgumentException>("options", () => QuantizedMatrix.Quantize(1, 2, [1, 2], new QuantizationOptions { Bits = 5, GroupLength = 33, Percentile = 0 }));
        Assert.Contains("Bits is 5", error.Message, StringComparison.Ordinal);
        Assert.Contains("GroupLength is 33", error.Message, StringComparison.Ordinal);
        Assert.Contains("Percentile is 0", error.Message, StringComparison.Ordinal);

        var quantizer = new UniformQuantizer(2, QuantizationLevels.MidRise);
        Assert.Throws<ArgumentException>("codes", () => QuantizedMatrix.FromCodes(1, 2, quantizer, 0, [3, 4], [1]));
        Assert.Throws<ArgumentException>("scales", () => QuantizedMatrix.FromCodes(1, 2, quantizer, 0, [3, 2], [1, 1]));
        Assert.Throws<ArgumentException>("packedCodes", () => QuantizedMatrix.FromPacked(1, 2, quantizer, 0, [3, 2], new float[32]));
        var matrix = QuantizedMatrix.FromCodes(1, 2, quantizer, 0, [3, 2], [1]);
        Assert.Throws<ArgumentException>("values", () => matrix.Multiply(new float[3], new float[1]));
        Assert.Throws<ArgumentException>("target", () => matrix.Multiply(new float[2], new float[2]));
        Assert.Throws<ArgumentOutOfRangeException>("row", () => matrix.Code(1, 0));
    }

    private static float[] Plain(QuantizedMatrix matrix, QuantizedActivations frames, int frame)
    {
        int groupLength = (matrix.Columns + matrix.Groups - 1) / matrix.Groups;
        groupLength = matrix.Groups == 1 ? matrix.Columns : (groupLength + 31) / 32 * 32;
        ReadOnlySpan<sbyte> codes = frames.CodesOf(frame);
        float[] y = new float[matrix.Rows];
        for (int row = 0; row < matrix.Rows; row++)
        {
            for (int start = 0, group = 0; start < matrix.Columns; start += groupLength, group++)
            {
                long sum = 0;
                for (int k = start; k < Math.Min(start + groupLength, matrix.Columns); k++)
                {
                    sum += ((2 * matrix.Code(row, k)) - matrix.Quantizer.ZeroTwice) * codes[k];
                }

                float scale = matrix.PackedScales[(((row / 8 * matrix.Groups) + group) * 8) + (row % 8)];
                y[row] = float.FusedMultiplyAdd(sum, scale, y[row]);
            }

            y[row] *= frames.ScaleOf(frame);
        }

        return y;
    }
}

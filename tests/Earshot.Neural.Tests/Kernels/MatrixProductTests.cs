using System.Runtime.InteropServices;
using Earshot.Neural.Kernels;
using Earshot.Testing;

namespace Earshot.Neural.Tests.Kernels;

/// <summary>The fast products against the plain loops: not close, but the same bits.</summary>
public sealed class MatrixProductTests
{
    // Around the sizes of tiles (1 to 12 rows, 16 and 32 columns) and of blocks (96 rows, 512 steps, 2048 columns).
    public static TheoryData<int, int, int> Sizes => new()
    {
        { 1, 1, 1 }, { 2, 3, 5 }, { 3, 17, 7 }, { 4, 31, 3 }, { 5, 33, 16 }, { 6, 16, 15 }, { 7, 32, 17 }, { 8, 48, 33 }, { 9, 47, 4 },
        { 10, 64, 19 }, { 11, 15, 64 }, { 12, 32, 100 }, { 13, 40, 9 }, { 16, 96, 37 }, { 23, 50, 50 }, { 24, 1, 31 }, { 25, 144, 8 },
        { 96, 33, 11 }, { 97, 20, 20 }, { 109, 70, 13 }, { 205, 16, 6 }, { 14, 34, 512 }, { 13, 18, 513 }, { 5, 21, 1100 }, { 3, 2050, 4 },
        { 1, 300, 40 }, { 0, 4, 4 }, { 4, 0, 4 }, { 4, 4, 0 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_width_and_transpose_gives_the_bits_of_the_plain_loops(int m, int n, int k)
    {
        float[] a = RandomMatrix.Gaussian((long)m * k, 1);
        float[] b = RandomMatrix.Gaussian((long)k * n, 2);
        float[] start = RandomMatrix.Gaussian((long)m * n, 3);
        foreach ((bool transposeA, bool transposeB, bool accumulate) in Forms())
        {
            var shape = ProductShape.Dense(m, n, k, transposeA, transposeB);
            float[] expected = [.. start];
            PlainProduct.Multiply<float>(shape, a, b, expected, accumulate);
            foreach (int width in KernelWidths.All)
            {
                Same(expected, Run(width, shape, a, b, start, accumulate, 1), $"{shape} at {width} bits, accumulate {accumulate}");
            }
        }
    }

    [Fact]
    public void Rows_of_A_may_overlap_and_rows_may_lie_apart()
    {
        // A convolution of 5 taps over 3 channels, as a product: windows that begin 3 elements after one another.
        var windows = new ProductShape(40, 20, 15, 3, 25, 30, TransposeA: false, TransposeB: true);
        float[] a = RandomMatrix.Gaussian(windows.LengthA, 4);
        float[] b = RandomMatrix.Gaussian(windows.LengthB, 5);
        float[] start = RandomMatrix.Gaussian(windows.LengthC, 6);
        float[] expected = [.. start];
        PlainProduct.Multiply<float>(windows, a, b, expected, accumulate: false);
        foreach (int width in KernelWidths.All)
        {
            // The places of C between its rows are somebody else's and stay as they were: they are compared, too.
            Same(expected, Run(width, windows, a, b, start, accumulate: false, 1), $"{width} bits");
        }
    }

    [Theory]
    [InlineData(130, 40, 30)]
    [InlineData(20, 300, 30)]
    [InlineData(7, 9, 600)]
    [InlineData(40, 40, 0)]
    public void Threads_leave_no_trace(int m, int n, int k)
    {
        float[] a = RandomMatrix.Gaussian((long)m * k, 7);
        float[] b = RandomMatrix.Gaussian((long)k * n, 8);
        float[] start = RandomMatrix.Gaussian((long)m * n, 9);
        foreach ((bool transposeA, bool transposeB, bool accumulate) in Forms())
        {
            var shape = ProductShape.Dense(m, n, k, transposeA, transposeB);
            float[] expected = Run(VectorWidth.Widest, shape, a, b, start, accumulate, 1);
            foreach (int degree in (int[])[2, 3, 50])
            {
                Same(expected, Run(VectorWidth.Widest, shape, a, b, start, accumulate, degree), $"{degree} parts of {shape}");
            }
        }
    }

    [Fact]
    public async Task Many_threads_may_multiply_and_split_at_once()
    {
        var shape = ProductShape.Dense(100, 64, 50);
        float[] a = RandomMatrix.Gaussian(shape.LengthA, 10);
        float[] b = RandomMatrix.Gaussian(shape.LengthB, 11);
        float[] expected = Run(VectorWidth.Widest, shape, a, b, new float[shape.LengthC], accumulate: false, 1);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < 50; i++)
            {
                Same(expected, Run(VectorWidth.Widest, shape, a, b, new float[shape.LengthC], accumulate: false, 3), "beside others");
            }
        })));
    }

    [Fact]
    public void Double_is_multiplied_too()
    {
        double[] c = new double[4];
        MatrixProduct.Multiply<double>(ProductShape.Dense(2, 2, 2), [1, 2, 3, 4], [5, 6, 7, 8], c);
        Assert.Equal([19, 22, 43, 50], c);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_product_allocates_nothing(int degree)
    {
        var shape = ProductShape.Dense(100, 64, 50, transposeB: true);
        float[] a = RandomMatrix.Gaussian(shape.LengthA, 12);
        float[] b = RandomMatrix.Gaussian(shape.LengthB, 13);
        float[] c = new float[shape.LengthC];
        Assert.Equal(0, AllocatedBytes.Least(() => MatrixProduct.Multiply<float>(shape, a, b, c, accumulate: false, degree)));
    }

    [Fact]
    public void What_does_not_fit_is_refused_with_what_was_expected_and_found()
    {
        var shape = ProductShape.Dense(3, 4, 5);
        var error = Assert.Throws<ArgumentException>("a", () => MatrixProduct.Multiply<float>(shape, new float[14], new float[20], new float[12]));
        Assert.Contains("[3, 5] x [5, 4]: expected at least 15 elements in a, found 14", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("b", () => MatrixProduct.Multiply<float>(shape, new float[15], new float[19], new float[12]));
        Assert.Throws<ArgumentException>("c", () => MatrixProduct.Multiply<float>(shape, new float[15], new float[20], new float[11]));
        Assert.Throws<ArgumentOutOfRangeException>("shape", () => MatrixProduct.Multiply<float>(shape with { M = -1 }, [], [], []));
        Assert.Throws<ArgumentOutOfRangeException>("shape", () => MatrixProduct.Multiply<float>(shape with { StrideC = 3 }, new float[15], new float[20], new float[12]));
        Assert.Throws<ArgumentOutOfRangeException>("shape", () => MatrixProduct.Multiply<float>(shape with { StrideB = -1 }, new float[15], new float[20], new float[12]));
        Assert.Throws<ArgumentOutOfRangeException>("degree", () => MatrixProduct.Multiply<float>(shape, new float[15], new float[20], new float[12], accumulate: false, 0));
        Assert.Throws<ArgumentException>("a", () => MatrixProduct.Multiply<float>(shape with { M = int.MaxValue, StrideA = int.MaxValue }, new float[15], new float[20], new float[12]));
    }

    private static IEnumerable<(bool TransposeA, bool TransposeB, bool Accumulate)> Forms() =>
        from form in Enumerable.Range(0, 8)
        select ((form & 1) != 0, (form & 2) != 0, (form & 4) != 0);

    private static unsafe float[] Run(int width, ProductShape shape, float[] a, float[] b, float[] start, bool accumulate, int degree)
    {
        float[] c = [.. start];
        fixed (float* pa = a, pb = b, pc = c)
        {
            SplitProduct.Run(width, shape, pa, pb, pc, accumulate, degree);
        }

        return c;
    }

    private static void Same(float[] expected, float[] actual, string what) =>
        Assert.True(MemoryMarshal.AsBytes(expected.AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(actual.AsSpan())), what);
}

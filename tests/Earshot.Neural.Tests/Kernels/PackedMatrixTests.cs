using Earshot.Neural.Kernels;
using Earshot.Testing;

namespace Earshot.Neural.Tests.Kernels;

public sealed class PackedMatrixTests
{
    public static TheoryData<int, int, int> Sizes => new()
    {
        { 1, 1, 1 }, { 1, 31, 9 }, { 1, 32, 600 }, { 1, 64, 5 }, { 1, 129, 33 }, { 1, 200, 17 }, { 1, 260, 8 }, { 2, 40, 12 },
        { 12, 96, 30 }, { 16, 70, 40 }, { 32, 100, 513 }, { 33, 15, 8 }, { 100, 48, 20 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Gives_the_bits_of_the_product(int m, int n, int k)
    {
        float[] a = RandomMatrix.Gaussian((long)m * k, 1);
        float[] b = RandomMatrix.Gaussian((long)k * n, 2);
        float[] start = RandomMatrix.Gaussian((long)m * n, 3);
        foreach (bool transposed in (bool[])[false, true])
        {
            var packed = PackedMatrix.From(k, n, b, transposed);
            foreach (bool accumulate in (bool[])[false, true])
            {
                float[] expected = [.. start];
                PlainProduct.Multiply<float>(ProductShape.Dense(m, n, k, transposeB: transposed), a, b, expected, accumulate);
                foreach (int width in KernelWidths.All)
                {
                    float[] actual = [.. start];
                    packed.Multiply(width, m, k, a, n, actual, accumulate);
                    Assert.Equal(expected, actual);
                }
            }
        }
    }

    [Fact]
    public void Rows_may_overlap_and_lie_apart()
    {
        float[] b = RandomMatrix.Gaussian(15 * 20, 4);
        float[] a = RandomMatrix.Gaussian((9 * 3) + 15, 5);
        var packed = PackedMatrix.From(15, 20, b);
        float[] expected = new float[(9 * 24) + 20];
        PlainProduct.Multiply<float>(new ProductShape(10, 20, 15, 3, 20, 24, TransposeA: false, TransposeB: false), a, b, expected, accumulate: false);
        float[] actual = new float[expected.Length];
        packed.Multiply(10, 3, a, 24, actual);
        Assert.Equal(expected, actual);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public void Multiplying_and_packing_again_allocate_nothing(int m)
    {
        float[] b = RandomMatrix.Gaussian(40 * 70, 6);
        float[] a = RandomMatrix.Gaussian(m * 40, 7);
        float[] c = new float[m * 70];
        var packed = new PackedMatrix(40, 70);
        Assert.Equal(0, AllocatedBytes.Least(() =>
        {
            packed.Pack(b, transposed: true);
            packed.Multiply(a, c);
        }));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("rows", () => new PackedMatrix(0, 3));
        Assert.Throws<ArgumentOutOfRangeException>("columns", () => new PackedMatrix(3, 0));
        Assert.Throws<ArgumentException>("values", () => PackedMatrix.From(3, 4, new float[11]));
        var packed = new PackedMatrix(3, 4);
        Assert.Throws<ArgumentException>("a", () => packed.Multiply(new float[4], new float[8]));
        Assert.Throws<ArgumentException>("c", () => packed.Multiply(new float[6], new float[7]));
        Assert.Throws<ArgumentOutOfRangeException>("shape", () => packed.Multiply(2, 3, new float[6], 3, new float[8]));
    }
}

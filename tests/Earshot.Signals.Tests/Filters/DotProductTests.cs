using System.Runtime.Intrinsics;
using Earshot.Signals.Filters;
using Earshot.Signals.Randomness;

namespace Earshot.Signals.Tests.Filters;

public sealed class DotProductTests
{
    [Theory]
    [InlineData(16)]
    [InlineData(48)]
    [InlineData(64)]
    [InlineData(144)]
    [InlineData(224)]
    public void Every_register_width_gives_the_bits_of_the_scalar_twin(int count)
    {
        var a = new float[4 * count];
        var b = new float[count];
        var random = new SeededRandom(1);
        random.FillGaussian(a);
        random.FillGaussian(b);
        var weights = Vector128.Create(-0.1f, 0.7f, 0.5f, -0.1f);
        float sum = Scalar(i => a[i] * b[i], count);
        Assert.Equal(sum, DotProduct.SumWide(ref a[0], ref b[0], count));
        Assert.Equal(sum, DotProduct.SumNarrow(ref a[0], ref b[0], count));
        Assert.Equal(
            DotProduct.SumBlendedWide(ref a[0], count, ref b[0], count, weights),
            DotProduct.SumBlendedNarrow(ref a[0], count, ref b[0], count, weights));
        double blended = Enumerable.Range(0, count).Sum(i => Enumerable.Range(0, 4).Sum(r => (double)weights[r] * a[(r * count) + i]) * b[i]);
        Assert.Equal(blended, DotProduct.SumBlended(ref a[0], count, ref b[0], count, weights), 1e-4);
    }

    private static float Scalar(Func<int, float> product, int count)
    {
        var rows = new float[64];
        for (int i = 0; i < count; i++)
        {
            rows[i % 64] += product(i);
        }

        float[] lanes = [.. Enumerable.Range(0, 16).Select(j => rows[j] + rows[j + 16] + (rows[j + 32] + rows[j + 48]))];
        for (int width = 8; width > 0; width /= 2)
        {
            for (int j = 0; j < width; j++)
            {
                lanes[j] += lanes[j + width];
            }
        }

        return lanes[0];
    }
}

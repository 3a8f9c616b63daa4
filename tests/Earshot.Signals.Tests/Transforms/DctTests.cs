using Earshot.Signals.Randomness;
using Earshot.Signals.Transforms;
using Earshot.Testing;

namespace Earshot.Signals.Tests.Transforms;

public sealed class DctTests
{
    public static TheoryData<int> Lengths => [1, 2, 3, 4, 5, 13, 16, 23, 34, 40, 64, 80, 121, 480, 512];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Both_types_equal_their_definitions_in_double(int length)
    {
        var dct = new Dct(length);
        var x = new float[length];
        new SeededRandom(19).FillGaussian(x);
        var forward = new float[length];
        var inverse = new float[length];
        dct.Forward(x, forward);
        dct.Inverse(x, inverse);
        for (int i = 0; i < length; i++)
        {
            double second = 0;
            double third = 0;
            for (int j = 0; j < length; j++)
            {
                second += Scale(i, length) * x[j] * Math.Cos(Math.PI * (j + 0.5) * i / length);
                third += Scale(j, length) * x[j] * Math.Cos(Math.PI * (i + 0.5) * j / length);
            }

            // The transform is orthonormal, so white input of unit variance gives output of unit variance, exact to a few roundings.
            Assert.Equal(second, forward[i], 3e-6);
            Assert.Equal(third, inverse[i], 3e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Type_three_undoes_type_two_in_place(int length)
    {
        var dct = new Dct(length);
        var x = new float[length];
        new SeededRandom(23).FillGaussian(x);
        float[] y = [.. x];
        dct.Forward(y, y);
        Assert.Equal(x.Sum(v => v * v), y.Sum(v => v * v), 1e-4f * length);
        dct.Inverse(y, y);
        for (int n = 0; n < length; n++)
        {
            Assert.Equal(x[n], y[n], 3e-6f);
        }
    }

    [Theory]
    [InlineData(23)]
    [InlineData(64)]
    public void Calls_allocate_nothing(int length)
    {
        var dct = new Dct(length);
        var x = new float[length];
        dct.Forward(x, x);
        dct.Inverse(x, x);
        long bytes = AllocatedBytes.Least(() =>
        {
            dct.Forward(x, x);
            dct.Inverse(x, x);
        });
        Assert.Equal(0, bytes);
    }

    [Fact]
    public void Wrong_lengths_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Dct(0));
        Assert.Throws<ArgumentException>(() => new Dct(8).Forward(new float[7], new float[8]));
        Assert.Throws<ArgumentException>(() => new Dct(8).Inverse(new float[8], new float[9]));
    }

    private static double Scale(int k, int length) => Math.Sqrt((k == 0 ? 1.0 : 2.0) / length);
}

using Earshot.Signals.Randomness;
using Earshot.Signals.Streaming;

namespace Earshot.Signals.Tests.Streaming;

public sealed class FiniteTests
{
    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(float.MaxValue)]
    [InlineData(-float.MaxValue)]
    [InlineData(float.Epsilon)]
    [InlineData(-float.Epsilon)]
    [InlineData(1.1754942e-38f)] // the largest subnormal
    [InlineData(Finite.Limit)]
    [InlineData(0f)]
    public void What_no_stream_can_work_with_becomes_zero(float sample) => Assert.Equal(0, Finite.OrZero(sample));

    [Theory]
    [InlineData(1.17549435e-38f)] // the smallest normal number
    [InlineData(-1.17549435e-38f)]
    [InlineData(1e-20f)]
    [InlineData(-1f)]
    [InlineData(32768f)]
    [InlineData(1.0995115e12f)] // just below the limit
    public void Every_other_value_passes_unchanged(float sample) => Assert.Equal(sample, Finite.OrZero(sample));

    [Fact]
    public void Vectors_and_scalars_agree_at_every_length_and_in_place()
    {
        float[] bad = [float.NaN, float.NegativeInfinity, float.PositiveInfinity, float.MaxValue, float.Epsilon, 0];
        var random = new SeededRandom(3);
        for (int length = 0; length < 70; length++)
        {
            var source = new float[length];
            random.FillGaussian(source);
            for (int n = 0; n < length; n += 1 + random.NextInt(3))
            {
                source[n] = bad[random.NextInt(bad.Length)];
            }

            var target = new float[length];
            Finite.Copy(source, target);
            Assert.Equal(source.Select(Finite.OrZero), target);
            Finite.Copy(source, source);
            Assert.Equal(target, source);
        }
    }

    [Fact]
    public void A_short_target_is_an_argument_error() =>
        Assert.Throws<ArgumentException>("target", () => Finite.Copy(new float[3], new float[2]));
}

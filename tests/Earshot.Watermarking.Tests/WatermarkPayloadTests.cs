using Earshot.Signals.Randomness;

namespace Earshot.Watermarking.Tests;

public sealed class WatermarkPayloadTests
{
    [Theory]
    [InlineData("1F2E", 0x1F2E)]
    [InlineData("ffff", 0xFFFF)]
    [InlineData("0000", 0)]
    public void Four_digits_are_sixteen_bits(string text, int value)
    {
        var payload = WatermarkPayload.Parse(text);
        Assert.Equal(value, payload.Value);
        Assert.False(payload.IsTimeStamp);
        Assert.Equal(text.ToUpperInvariant(), payload.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("1F2")]
    [InlineData("1F2E0")]
    [InlineData("xyzw")]
    [InlineData(" 1F2")]
    [InlineData("-1F2")]
    [InlineData("0x1F")]
    [InlineData(null)]
    public void Anything_else_is_an_argument_error(string? text) =>
        Assert.Throws<ArgumentException>(() => WatermarkPayload.Parse(text!));

    [Fact]
    public void Times_are_found_again_within_twenty_two_days()
    {
        var random = new SeededRandom(61);
        var origin = new DateTimeOffset(2019, 6, 1, 0, 0, 0, TimeSpan.Zero);
        for (int trial = 0; trial < 5000; trial++)
        {
            DateTimeOffset time = origin.AddMinutes(random.NextInt(20_000_000));
            DateTimeOffset clock = time.AddDays(random.NextDouble(-22, 22));
            Assert.Equal(time, WatermarkPayload.FromTime(time.AddSeconds(random.NextDouble(0, 59))).ToTime(clock));
        }
    }

    [Fact]
    public void Bits_are_no_time() =>
        Assert.Throws<InvalidOperationException>(() => WatermarkPayload.FromBits(3).ToTime(DateTimeOffset.UnixEpoch));
}

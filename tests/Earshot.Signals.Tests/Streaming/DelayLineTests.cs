using Earshot.Signals.Streaming;

namespace Earshot.Signals.Tests.Streaming;

public sealed class DelayLineTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(160)]
    [InlineData(1000)]
    public void Samples_come_out_unchanged_after_the_delay(int delay)
    {
        AudioBuffer input = Blocks.Noise(2, 1600, 8);
        var line = new DelayLine(16000, 2, 160, delay);
        AudioBuffer output = Blocks.Run(input, 2, () => 160, line.Process);
        var tail = new AudioBuffer(16000, 2, delay);
        Assert.Equal(delay, line.Flush(tail.Samples));
        for (int c = 0; c < 2; c++)
        {
            Assert.Equal([.. new float[delay], .. input.Channel(c)], (float[])[.. output.Channel(c), .. tail.Channel(c)]);
        }
    }

    [Fact]
    public void Wrong_lengths_are_argument_errors()
    {
        var line = new DelayLine(16000, 2, 160, 10);
        Assert.Throws<ArgumentException>("input", () => line.Process(new float[160], new float[320]));
        Assert.Throws<ArgumentException>("output", () => line.Process(new float[320], new float[321]));
        Assert.Throws<ArgumentException>("output", () => line.Flush(new float[19]));
        Assert.Throws<ArgumentOutOfRangeException>("delaySamples", () => new DelayLine(16000, 2, 160, -1));
    }
}

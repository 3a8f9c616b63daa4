using Earshot.Signals.Streaming;

namespace Earshot.Signals.Tests.Streaming;

public sealed class AudioProcessorExtensionsTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 500)]
    [InlineData(159, 33)]
    [InlineData(160, 0)]
    [InlineData(1001, 160)]
    public void Latency_is_removed_and_nothing_is_cut(int length, int delay)
    {
        AudioBuffer input = Blocks.Noise(2, length, 10);
        AudioBuffer output = new DelayLine(16000, 2, 160, delay).ProcessBuffer(input);
        Assert.Equal(input.Samples.ToArray(), output.Samples.ToArray());
    }

    [Fact]
    public void A_buffer_that_does_not_fit_is_an_argument_error()
    {
        var line = new DelayLine(16000, 1, 160, 0);
        ArgumentException error = Assert.Throws<ArgumentException>("input", () => line.ProcessBuffer(new AudioBuffer(44100, 2, 10)));
        Assert.Contains("expected 1 channels at 16000 Hz, got 2 channels at 44100 Hz", error.Message, StringComparison.Ordinal);
    }
}

using Earshot.Signals.Streaming;

namespace Earshot.Signals.Tests.Streaming;

public sealed class ChainTests
{
    [Theory]
    [InlineData(160, 160, null, 160, 0)]
    [InlineData(160, 480, null, 480, 0)] // a shorter frame that divides the chain's costs nothing
    [InlineData(480, 160, 160, 160, 320)] // a longer one waits for what is missing: 480 - 160
    [InlineData(160, 128, null, 160, 96)] // 128 and 160 share 32
    public void Chain_equals_its_stages_one_after_the_other(int first, int second, int? frame, int expectedFrame, int wait)
    {
        AudioBuffer input = Blocks.Noise(1, 4000, 6);
        AudioBuffer expected = new SmoothingProcessor(second, 2, 3, 11).ProcessBuffer(new SmoothingProcessor(first, 1, 2, 7).ProcessBuffer(input));
        var chain = new Chain([new SmoothingProcessor(first, 1, 2, 7), new SmoothingProcessor(second, 2, 3, 11)], frame);
        Assert.Equal(expectedFrame, chain.FrameLength);
        Assert.Equal(7 + 11 + wait, chain.LatencySamples);
        Assert.Equal((1, 3, 16000), (chain.InputChannelCount, chain.OutputChannelCount, chain.SampleRate));
        AudioBuffer output = chain.ProcessBuffer(input);

        // ProcessBuffer cuts the first stage's tail off before the second sees it; before that the two are equal.
        int sure = input.Length - 11;
        for (int c = 0; c < 3; c++)
        {
            Assert.Equal(expected.Channel(c)[..sure].ToArray(), output.Channel(c)[..sure].ToArray());
        }
    }

    [Fact]
    public void Flush_drives_what_the_first_stage_holds_through_the_second()
    {
        Chain Create() => new([new SmoothingProcessor(100, 1, 1, 250), new SmoothingProcessor(80, 1, 2, 30)]);
        Chain chain = Create();
        AudioBuffer input = Blocks.Noise(1, 300, 7);
        var padded = new AudioBuffer(16000, 1, 300 + 1000);
        input.Samples.CopyTo(padded.Samples);
        AudioBuffer expected = Blocks.Run(padded, 2, () => 100, Create().Process);
        AudioBuffer head = Blocks.Run(input, 2, () => 100, chain.Process);
        var tail = new AudioBuffer(16000, 2, chain.LatencySamples);
        Assert.Equal(chain.LatencySamples, chain.Flush(tail.Samples));
        for (int c = 0; c < 2; c++)
        {
            float[] joined = [.. head.Channel(c), .. tail.Channel(c)];
            Assert.Equal(expected.Channel(c)[..joined.Length].ToArray(), joined);
        }
    }

    [Fact]
    public void Every_misfit_is_named()
    {
        var twice = new DelayLine(16000, 1, 160, 0);
        ArgumentException error = Assert.Throws<ArgumentException>("stages", () => new Chain(
            [twice, new SmoothingProcessor(160, 2, 1, 0, 48000), twice]));
        Assert.Contains("stage 2 (SmoothingProcessor) runs at 48000 Hz, the first at 16000 Hz", error.Message, StringComparison.Ordinal);
        Assert.Contains("stage 2 (SmoothingProcessor) takes 2 channels, the stage before (DelayLine) gives 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("stage 3 (DelayLine) is in the chain twice", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("stages", () => new Chain([]));
        Assert.Throws<ArgumentException>("stages", () => new Chain([null!]));
        Assert.Throws<ArgumentOutOfRangeException>("frameLength", () => new Chain([twice], 0));
    }
}

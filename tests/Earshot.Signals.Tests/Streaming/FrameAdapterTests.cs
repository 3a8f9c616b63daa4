using Earshot.Signals.Randomness;
using Earshot.Signals.Streaming;

namespace Earshot.Signals.Tests.Streaming;

public sealed class FrameAdapterTests
{
    private const int Length = 3000;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 1)]
    [InlineData(160, 1)]
    [InlineData(160, 40)]
    [InlineData(160, 160)]
    public void Output_is_the_processors_own_delayed_by_the_declared_latency(int frame, int granularity)
    {
        AudioBuffer input = Blocks.Noise(2, Length, 1);
        AudioBuffer direct = new SmoothingProcessor(frame, 2, 3, 5).ProcessBuffer(input);
        var adapter = new FrameAdapter(new SmoothingProcessor(frame, 2, 3, 5), granularity);
        Assert.Equal(5 + frame - granularity, adapter.LatencySamples);
        int whole = Length / granularity * granularity;
        AudioBuffer output = Blocks.Run(input.Slice(0, whole), 3, () => granularity * 3, adapter.Process);
        for (int c = 0; c < 3; c++)
        {
            Assert.Equal(new float[adapter.LatencySamples], output.Channel(c)[..adapter.LatencySamples].ToArray());
            Assert.Equal(
                direct.Channel(c)[..(whole - adapter.LatencySamples)].ToArray(), output.Channel(c)[adapter.LatencySamples..].ToArray());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(160)]
    [InlineData(1600)]
    public void Chopping_changes_no_bit(int blockLength)
    {
        AudioBuffer input = Blocks.Noise(2, Length, 2);
        var random = new SeededRandom(9);
        AudioBuffer expected = Blocks.Run(input, 1, () => random.NextInt(400), new FrameAdapter(new SmoothingProcessor(160, 2, 1, 3)).Process);
        AudioBuffer output = Blocks.Run(input, 1, () => blockLength, new FrameAdapter(new SmoothingProcessor(160, 2, 1, 3)).Process);
        Assert.Equal(expected.Samples.ToArray(), output.Samples.ToArray());
    }

    [Theory]
    [InlineData(480, 1)]
    [InlineData(481, 1)]
    [InlineData(320, 80)]
    [InlineData(0, 1)]
    public void Flush_gives_the_rest_as_if_silence_had_followed(int length, int granularity)
    {
        AudioBuffer input = Blocks.Noise(1, length, 3);
        var adapter = new FrameAdapter(new SmoothingProcessor(160, 1, 2, 33), granularity);
        AudioBuffer head = Blocks.Run(input, 2, () => granularity, adapter.Process);
        var tail = new AudioBuffer(16000, 2, adapter.LatencySamples);
        Assert.Equal(adapter.LatencySamples, adapter.Flush(tail.Samples));

        var padded = new AudioBuffer(16000, 1, length + 1600);
        input.Samples.CopyTo(padded.Samples);
        var endless = new FrameAdapter(new SmoothingProcessor(160, 1, 2, 33), granularity);
        AudioBuffer expected = Blocks.Run(padded, 2, () => granularity, endless.Process);
        for (int c = 0; c < 2; c++)
        {
            float[] joined = [.. head.Channel(c), .. tail.Channel(c)];
            Assert.Equal(expected.Channel(c)[..joined.Length].ToArray(), joined);
        }
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 2)]
    [InlineData(3, 1)]
    public void Input_and_output_may_share_memory(int inputs, int outputs)
    {
        AudioBuffer input = Blocks.Noise(inputs, Length, 4);
        AudioBuffer expected = Blocks.Run(input, outputs, () => 333, new FrameAdapter(new SmoothingProcessor(160, inputs, outputs, 0)).Process);
        var adapter = new FrameAdapter(new SmoothingProcessor(160, inputs, outputs, 0));
        var memory = new float[Math.Max(inputs, outputs) * Length];
        AudioBuffer shared = Blocks.Run(input, outputs, () => 333, (taken, given) =>
        {
            taken.CopyTo(memory);
            adapter.Process(memory.AsSpan(0, taken.Length), memory.AsSpan(0, given.Length));
            memory.AsSpan(0, given.Length).CopyTo(given);
        });
        Assert.Equal(expected.Samples.ToArray(), shared.Samples.ToArray());
    }

    [Fact]
    public void Reset_gives_a_fresh_stream()
    {
        AudioBuffer input = Blocks.Noise(1, 500, 5);
        var adapter = new FrameAdapter(new SmoothingProcessor(160, 1, 1, 10));
        AudioBuffer first = Blocks.Run(input, 1, () => 77, adapter.Process);
        adapter.Reset();
        AudioBuffer second = Blocks.Run(input, 1, () => 77, adapter.Process);
        Assert.Equal(first.Samples.ToArray(), second.Samples.ToArray());
    }

    [Fact]
    public void Wrong_lengths_are_argument_errors()
    {
        Assert.Throws<ArgumentOutOfRangeException>("granularity", () => new FrameAdapter(new SmoothingProcessor(160, 1, 1, 0), 3));
        var adapter = new FrameAdapter(new SmoothingProcessor(160, 2, 1, 0), 80);
        Assert.Throws<ArgumentException>("input", () => adapter.Process(new float[159], new float[80]));
        Assert.Throws<ArgumentException>("input", () => adapter.Process(new float[100], new float[50]));
        Assert.Throws<ArgumentException>("output", () => adapter.Process(new float[160], new float[160]));
        Assert.Throws<ArgumentException>("output", () => adapter.Flush(new float[79]));
    }
}

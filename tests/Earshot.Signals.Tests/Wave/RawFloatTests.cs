using Earshot.Signals.Wave;

namespace Earshot.Signals.Tests.Wave;

public sealed class RawFloatTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    public void What_is_written_comes_back_however_the_pipe_cuts_it(int bytesPerRead)
    {
        float[] samples = Enumerable.Range(0, 50_000).Select(i => i / 50_000f).ToArray();
        var memory = new MemoryStream();
        using (var writer = new RawFloatWriter(memory, 16000, 2, leaveOpen: true))
        {
            writer.Write(samples);
            writer.Complete();
        }

        memory.Position = 0;
        using var reader = new RawFloatReader(new PipeLikeStream(memory, bytesPerRead), 16000, 2);
        Assert.Null(reader.Length);
        AudioBuffer buffer = reader.ReadToEnd();
        Assert.Equal(samples.Where((_, i) => i % 2 == 0).ToArray(), buffer.Channel(0).ToArray());
        Assert.Equal(samples.Where((_, i) => i % 2 == 1).ToArray(), buffer.Channel(1).ToArray());
    }

    [Fact]
    public void A_sample_that_the_end_cuts_off_is_dropped()
    {
        using var reader = new RawFloatReader(new MemoryStream(new byte[19]), 16000, 2);
        Assert.Equal(2, reader.Length);
        Assert.Equal(2, reader.ReadToEnd().Length);
    }

    [Fact]
    public void Samples_that_are_not_finite_are_refused_or_zero()
    {
        byte[] bytes = [.. BitConverter.GetBytes(1f), .. BitConverter.GetBytes(float.PositiveInfinity)];
        using var strict = new RawFloatReader(new MemoryStream(bytes), 16000, 1, "-");
        Assert.StartsWith("-: sample 1 of channel 0", Assert.Throws<AudioFormatException>(() => strict.ReadToEnd()).Message, StringComparison.Ordinal);
        using var lenient = new RawFloatReader(new MemoryStream(bytes), 16000, 1, nonFinite: NonFiniteSamples.Zero);
        Assert.Equal([1f, 0f], lenient.ReadToEnd().Samples.ToArray());
    }

    [Fact]
    public void Absurd_rates_and_channels_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RawFloatReader(new MemoryStream(), 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RawFloatReader(new MemoryStream(), 16000, 0));
    }
}

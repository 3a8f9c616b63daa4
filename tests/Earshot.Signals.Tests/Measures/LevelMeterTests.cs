using Earshot.Signals.Measures;
using Earshot.Signals.Randomness;

namespace Earshot.Signals.Tests.Measures;

public sealed class LevelMeterTests
{
    [Fact]
    public void A_sine_reads_3_dB_below_its_peak()
    {
        var meter = new LevelMeter(48000, channelCount: 2);
        meter.Accept(Tone.Steps(48000, 2, 1000, (-20, 0.25)).Samples);
        meter.Complete();
        LevelReading[] readings = [.. Read(meter)];
        Assert.Equal(3, readings.Length);
        Assert.All(readings, reading => Assert.Equal(-23.01, reading.RmsDbfs, 0.01));
        Assert.All(readings, reading => Assert.Equal(-20, reading.PeakDbfs, 0.01));
        Assert.Equal(TimeSpan.FromMilliseconds(200), readings[2].Start);
        Assert.Equal(TimeSpan.FromMilliseconds(50), readings[2].Duration);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1600)]
    public void Chopping_changes_nothing(int blockLength)
    {
        var audio = new AudioBuffer(16000, 2, 10000);
        new SeededRandom(3).FillGaussian(audio.Samples);
        var whole = new LevelMeter(16000, 2, 800);
        whole.Accept(audio.Samples);
        whole.Complete();
        var chopped = new LevelMeter(16000, 2, 800);
        for (int start = 0; start < audio.Length; start += blockLength)
        {
            chopped.Accept(audio.Slice(start, Math.Min(blockLength, audio.Length - start)).Samples);
        }

        chopped.Complete();
        Assert.Equal(Read(whole), Read(chopped));
    }

    [Fact]
    public void Silence_and_broken_samples_read_as_silence()
    {
        var meter = new LevelMeter(8000, 1, 4);
        meter.Accept([float.NaN, float.PositiveInfinity, 0, 0]);
        Assert.True(meter.TryRead(out LevelReading? reading));
        Assert.Equal(double.NegativeInfinity, reading.RmsDbfs);
        Assert.Equal(double.NegativeInfinity, reading.PeakDbfs);
        Assert.False(meter.TryRead(out _));
    }

    [Fact]
    public void A_completed_stream_takes_nothing_until_reset()
    {
        var meter = new LevelMeter(8000);
        meter.Accept(new float[100]);
        meter.Complete();
        Assert.Throws<InvalidOperationException>(() => meter.Accept(new float[1]));
        meter.Reset();
        meter.Accept(new float[799]);
        Assert.False(meter.TryRead(out _));
        Assert.Throws<ArgumentException>("samples", () => new LevelMeter(8000, 2).Accept(new float[3]));
    }

    private static IEnumerable<LevelReading> Read(LevelMeter meter)
    {
        while (meter.TryRead(out LevelReading? reading))
        {
            yield return reading;
        }
    }
}

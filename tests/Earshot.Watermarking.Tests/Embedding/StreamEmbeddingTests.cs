using Earshot.Corpora.Synthesis;
using Earshot.Signals;
using Earshot.Signals.Measures;
using Earshot.Signals.Streaming;

namespace Earshot.Watermarking.Tests.Embedding;

public sealed class StreamEmbeddingTests
{
    private static readonly WatermarkEmbedderOptions Continuous = new() { Profile = WatermarkProfile.Continuous };

    [Theory]
    [InlineData(8000)]
    [InlineData(11025)]
    [InlineData(22050)]
    [InlineData(44100)]
    [InlineData(48000)]
    [InlineData(96000)]
    public void Marks_are_found_at_every_rate(int sampleRate)
    {
        AudioBuffer programme = KnownProgrammes.PinkNoise.Create(3, sampleRate, 5);
        EmbedResult result = WatermarkEmbedder.Embed(programme, Material.Key, new MarkRequest { At = TimeSpan.FromSeconds(0.5) });
        Assert.Equal(programme.Length, result.Programme.Length);
        WatermarkDetected found = Assert.Single(Material.Detect(result.Programme).OfType<WatermarkDetected>());
        Assert.Equal(0.5, found.Start.TotalSeconds, 0.005);
    }

    [Fact]
    public void The_continuous_profile_hides_under_music_and_is_found()
    {
        AudioBuffer music = KnownProgrammes.DenseMusic.Create(12, MarkFormat.SampleRate, 8);
        AudioBuffer marked = WatermarkEmbedder.Embed(music, Material.Key, options: Continuous).Programme;
        double ratio = SignalToNoiseRatio.Global(music.Samples, marked.Samples);
        Assert.True(ratio >= 30, $"SNR {ratio:0.0} dB");
        NoiseToMaskReport mask = NoiseToMaskRatio.Measure(music, marked);
        Assert.True(mask.MeanDb <= -3, $"noise to mask {mask.MeanDb:0.0} dB");
        WatermarkDetected found = Material.Detect(marked).OfType<WatermarkDetected>().First(item => item.Profile == WatermarkProfile.Continuous);
        Assert.True(found.DecidedAt.TotalSeconds <= 10, $"{found.DecidedAt}");
    }

    [Fact]
    public void A_live_stream_is_marked_on_demand()
    {
        var stream = new WatermarkEmbedderStream(Material.Key, MarkFormat.SampleRate);
        AudioBuffer music = Material.Music;
        var output = new AudioBuffer(MarkFormat.SampleRate, 1, music.Length / stream.FrameLength * stream.FrameLength);
        TimeSpan start = TimeSpan.MinValue;
        for (int at = 0; at < output.Length; at += stream.FrameLength)
        {
            if (at == 8000)
            {
                // A time that has passed means at once.
                start = stream.MarkNext(TimeSpan.Zero);
                Assert.True(stream.IsMarking);
                Assert.Throws<InvalidOperationException>(() => stream.MarkNext(TimeSpan.Zero));
            }

            stream.Process(music.Samples.Slice(at, stream.FrameLength), output.Samples.Slice(at, stream.FrameLength));
        }

        Assert.False(stream.IsMarking);
        Assert.InRange(start.TotalSeconds, 0.48, 0.52);
        WatermarkDetected found = Assert.Single(Material.Detect(output).OfType<WatermarkDetected>());
        Assert.Equal(start.TotalSeconds + (stream.LatencySamples / 16000.0), found.Start.TotalSeconds, 0.005);
    }

    [Fact]
    public void A_stream_marks_again_when_the_mark_before_is_finished()
    {
        var stream = new WatermarkEmbedderStream(Material.Key, MarkFormat.SampleRate);
        AudioBuffer noise = KnownProgrammes.PinkNoise.Create(6, MarkFormat.SampleRate, 6);
        var output = new AudioBuffer(MarkFormat.SampleRate, 1, noise.Length / stream.FrameLength * stream.FrameLength);
        var starts = new List<double>();
        for (int at = 0; at < output.Length; at += stream.FrameLength)
        {
            if (at is 8000 or 56000)
            {
                starts.Add(stream.MarkNext(TimeSpan.FromSeconds(at / 16000.0), MarkBands.LowPair).TotalSeconds);
            }

            stream.Process(noise.Samples.Slice(at, stream.FrameLength), output.Samples.Slice(at, stream.FrameLength));
        }

        double[] found = [.. Material.Detect(output).OfType<WatermarkDetected>().Select(item => item.Start.TotalSeconds - (stream.LatencySamples / 16000.0))];
        Assert.Equal(starts.Count, found.Length);
        Assert.All(starts.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 0.005));
    }

    [Fact]
    public void Requests_that_a_stream_cannot_serve_are_errors()
    {
        Assert.Throws<InvalidOperationException>(() =>
            new WatermarkEmbedderStream(Material.Key, 16000, 1, Continuous).MarkNext(TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WatermarkEmbedderStream(Material.Key, 16000).MarkNext(TimeSpan.Zero, MarkBands.All));
        Assert.Throws<ArgumentException>(() =>
            WatermarkEmbedder.Embed(Material.Music, Material.Key, new MarkRequest { Payload = WatermarkPayload.FromBits(1) }, Continuous));
    }

    [Fact]
    public void Without_a_mark_the_programme_passes_bit_for_bit()
    {
        var stream = new WatermarkEmbedderStream(Material.Key, 44100, 2);
        AudioBuffer noise = KnownProgrammes.PinkNoise.Create(1, 44100, 6, channels: 2);
        Assert.True(stream.ProcessBuffer(noise).Samples.SequenceEqual(noise.Samples));
        Assert.InRange(stream.LatencySamples / 44100.0, 0, 0.04);
    }
}

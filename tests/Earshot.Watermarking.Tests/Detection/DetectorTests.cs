using System.Numerics.Tensors;
using Earshot.Corpora.Synthesis;
using Earshot.Signals;
using Earshot.Signals.Randomness;
using Earshot.Testing;
using Earshot.Watermarking.Keys;

namespace Earshot.Watermarking.Tests.Detection;

public sealed class DetectorTests
{
    private const double MarkStart = 1;

    [Fact]
    public void A_mark_is_found_to_five_milliseconds_within_thirty_of_its_end()
    {
        WatermarkDetected found = Assert.Single(Material.Detect(Material.Marked.Programme).OfType<WatermarkDetected>());
        Assert.Equal(Material.Key.Id, found.KeyId);
        Assert.Equal(MarkStart, found.Start.TotalSeconds, 0.005);
        Assert.InRange(found.DecidedAt.TotalSeconds, MarkStart + 1.92, MarkStart + 1.95);
        Assert.Equal(WatermarkProfile.Event, found.Profile);
        Assert.Equal(0, found.SkewPpm, 25.0);
        Assert.True(found.FalseAlarmsPerHour < 1e-3);
        Assert.True(found.Score > 20, $"score {found.Score}");
    }

    [Fact]
    public void Other_keys_and_unmarked_programmes_stay_silent()
    {
        Assert.Empty(Material.Detect(Material.Marked.Programme, Material.OtherKey));
        Assert.Empty(Material.Detect(Material.Music, Material.Key, Material.OtherKey));
        Assert.Empty(Material.Detect(new AudioBuffer(MarkFormat.SampleRate, 1, 48000)));
        foreach (IProgrammeSource source in (IProgrammeSource[])[KnownProgrammes.WhiteNoise, KnownProgrammes.DrumLoop, KnownProgrammes.Tones])
        {
            Assert.Empty(Material.Detect(source.Create(6, MarkFormat.SampleRate, 11), Material.Key, Material.OtherKey));
        }
    }

    [Fact]
    public void Several_keys_are_heard_in_one_pass()
    {
        AudioBuffer noise = KnownProgrammes.PinkNoise.Create(6, MarkFormat.SampleRate, 12);
        AudioBuffer first = WatermarkEmbedder.Embed(noise, Material.Key, new MarkRequest { At = TimeSpan.FromSeconds(0.5) }).Programme;
        AudioBuffer both = WatermarkEmbedder.Embed(first, Material.OtherKey, new MarkRequest { At = TimeSpan.FromSeconds(3.25) }).Programme;
        WatermarkDetected[] found = [.. Material.Detect(both, Material.Key, Material.OtherKey).OfType<WatermarkDetected>()];
        Assert.Equal([Material.Key.Id, Material.OtherKey.Id], found.Select(item => item.KeyId));
        Assert.Equal(0.5, found[0].Start.TotalSeconds, 0.005);
        Assert.Equal(3.25, found[1].Start.TotalSeconds, 0.005);
    }

    [Fact]
    public void Payloads_are_read()
    {
        AudioBuffer noise = KnownProgrammes.PinkNoise.Create(6.5, MarkFormat.SampleRate, 13);
        var time = new DateTimeOffset(2026, 5, 4, 3, 2, 0, TimeSpan.Zero);
        foreach (WatermarkPayload payload in (WatermarkPayload[])[WatermarkPayload.FromBits(0x1F2E), WatermarkPayload.FromTime(time)])
        {
            AudioBuffer marked = WatermarkEmbedder.Embed(
                noise, Material.Key, new MarkRequest { At = TimeSpan.FromSeconds(0.4), Payload = payload }).Programme;
            IReadOnlyList<WatermarkEvent> events = Material.Detect(marked);
            WatermarkPayloadRead read = Assert.Single(events.OfType<WatermarkPayloadRead>());
            Assert.Equal(payload, read.Payload);
            Assert.Equal(0.4, read.Start.TotalSeconds, 0.01);
            Assert.InRange(read.DecidedAt.TotalSeconds, 0.4 + 5.76, 0.4 + 5.81);
            Assert.Single(events.OfType<WatermarkDetected>());
        }
    }

    [Fact]
    public void A_mark_without_payload_gives_none() =>
        Assert.Empty(Material.Detect(Material.Marked.Programme).OfType<WatermarkPayloadRead>());

    [Theory]
    [InlineData(80)]
    [InlineData(-150)]
    public void A_listener_with_another_clock_finds_the_mark_and_tells_the_skew(double ppm)
    {
        AudioBuffer noise = KnownProgrammes.PinkNoise.Create(3, MarkFormat.SampleRate, 14);
        AudioBuffer marked = WatermarkEmbedder.Embed(noise, Material.Key, new MarkRequest { At = TimeSpan.FromSeconds(0.5) }).Programme;
        // A fast clock takes more samples of the same sound: sample n is heard at n / (1 + d).
        var heard = new AudioBuffer(MarkFormat.SampleRate, 1, marked.Length - 40);
        for (int n = 40; n < heard.Length; n++)
        {
            double at = n / (1 + (ppm * 1e-6));
            int whole = (int)Math.Floor(at);
            double sum = 0;
            for (int k = Math.Max(whole - 15, 0); k <= Math.Min(whole + 16, marked.Length - 1); k++)
            {
                double x = Math.PI * (at - k);
                double taper = Math.Cos(Math.PI * (at - k) / 34);
                sum += marked.Samples[k] * taper * taper * (Math.Abs(x) < 1e-9 ? 1 : Math.Sin(x) / x);
            }

            heard.Samples[n] = (float)sum;
        }

        WatermarkDetected found = Assert.Single(Material.Detect(heard).OfType<WatermarkDetected>());
        Assert.Equal(ppm, found.SkewPpm, 25.0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(37)]
    [InlineData(4096)]
    public void Blocks_change_nothing(int blockLength)
    {
        var detector = new WatermarkDetectorStream([Material.Key], MarkFormat.SampleRate);
        AudioBuffer audio = Material.Marked.Programme;
        var events = new List<WatermarkEvent>();
        for (int start = 0; start < audio.Length; start += blockLength)
        {
            detector.Accept(audio.Samples.Slice(start, Math.Min(blockLength, audio.Length - start)));
            Drain(detector, events);
        }

        detector.Complete();
        Drain(detector, events);
        Assert.Equal(Material.Detect(audio), events);
    }

    [Fact]
    public void Broken_samples_cost_no_mark()
    {
        AudioBuffer bad = Material.Marked.Programme.Clone();
        var random = new SeededRandom(15);
        for (int n = 0; n < 200; n++)
        {
            bad.Samples[random.NextInt(bad.Length)] = n % 2 == 0 ? float.NaN : float.NegativeInfinity;
        }

        WatermarkDetected found = Assert.Single(Material.Detect(bad).OfType<WatermarkDetected>());
        Assert.Equal(MarkStart, found.Start.TotalSeconds, 0.005);
    }

    [Fact]
    public void A_reset_gives_a_fresh_detector()
    {
        var detector = new WatermarkDetectorStream([Material.Key], MarkFormat.SampleRate);
        var first = new List<WatermarkEvent>();
        detector.Accept(Material.Marked.Programme.Samples);
        detector.Complete();
        Drain(detector, first);
        Assert.NotEmpty(first);
        Assert.Throws<InvalidOperationException>(() => detector.Accept(new float[1]));
        detector.Reset();
        var again = new List<WatermarkEvent>();
        detector.Accept(Material.Marked.Programme.Samples);
        detector.Complete();
        Drain(detector, again);
        Assert.Equal(first, again);
    }

    [Theory]
    [InlineData(16000)]
    [InlineData(44100)]
    [InlineData(48000)]
    public void A_detector_of_one_key_is_small_and_its_blocks_allocate_nothing(int sampleRate)
    {
        WatermarkKey[] keys = [Material.Key];
        // The first one also pays for tables that all share.
        var block = new float[160];
        new SeededRandom(16).FillGaussian(block);
        new WatermarkDetectorStream(keys, sampleRate).Accept(block);
        var detector = new WatermarkDetectorStream(keys, sampleRate);
        long state = AllocatedBytes.Least(() => detector = new WatermarkDetectorStream(keys, sampleRate));
        TestContext.Current.TestOutputHelper?.WriteLine($"{state} bytes at {sampleRate} Hz");
        Assert.True(state <= 256 * 1024, $"{state} bytes");
        for (int n = 0; n < 50; n++)
        {
            detector.Accept(block);
        }

        long bytes = AllocatedBytes.Least(() =>
        {
            for (int n = 0; n < 400; n++)
            {
                detector.Accept(block);
            }
        });
        Assert.Equal(0, bytes);
    }

    [Fact]
    public void The_weak_mark_of_a_noisy_path_is_found()
    {
        AudioBuffer audio = Material.Marked.Programme.Clone();
        AudioBuffer noise = KnownProgrammes.PinkNoise.Create(4, MarkFormat.SampleRate, 17);
        // Both stand at -20 dB: 3 dB of programme over noise.
        TensorPrimitives.MultiplyAdd(noise.Samples, 0.7f, audio.Samples, audio.Samples);
        WatermarkDetected found = Assert.Single(Material.Detect(audio).OfType<WatermarkDetected>());
        Assert.Equal(MarkStart, found.Start.TotalSeconds, 0.005);
    }

    private static void Drain(WatermarkDetectorStream detector, List<WatermarkEvent> events)
    {
        while (detector.TryRead(out WatermarkEvent? next))
        {
            events.Add(next);
        }
    }
}

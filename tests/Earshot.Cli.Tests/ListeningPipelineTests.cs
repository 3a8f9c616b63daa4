using System.Diagnostics.CodeAnalysis;
using Earshot.Cli.Listening;
using Earshot.Signals;
using Earshot.Signals.Randomness;

namespace Earshot.Cli.Tests;

public sealed class ListeningPipelineTests
{
    private const int Rate = 16000;

    [Fact]
    public void Events_of_stages_with_different_delays_come_in_time_order()
    {
        var pipeline = new ListeningPipeline(Rate, 1, [new TickStage(Rate, 1, 0.5, 0), new TickStage(Rate, 1, 0.3, 0.8)], 1000);
        List<HeardEvent> events = Run(pipeline, new AudioBuffer(Rate, 1, 5 * Rate), 1000);
        Assert.Equal(10 + 16, events.Count);
        Assert.Equal(events.OrderBy(e => e.TimeSeconds).Select(e => e.TimeSeconds), events.Select(e => e.TimeSeconds));
    }

    [Fact]
    public void An_event_waits_no_longer_than_the_longest_delay()
    {
        var pipeline = new ListeningPipeline(Rate, 1, [new TickStage(Rate, 1, 0.5, 0), new TickStage(Rate, 1, 0.3, 0.8)], 160);
        var block = new float[160];
        double worst = 0;
        for (int i = 0; i < 1000; i++)
        {
            pipeline.Accept(block);
            while (pipeline.TryRead(out HeardEvent? heard))
            {
                worst = Math.Max(worst, pipeline.Position.TotalSeconds - heard.TimeSeconds);
            }
        }

        // 0.8 s and one block of 10 ms.
        Assert.InRange(worst, 0.8, 0.811);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(160)]
    [InlineData(4096)]
    public void Chopping_the_stream_changes_nothing(int blockLength)
    {
        var audio = new AudioBuffer(22050, 2, 3 * 22050);
        new SeededRandom(5).FillGaussian(audio.Samples);
        audio.Samples[..22050].Clear();
        List<HeardEvent> expected = Run(NewPipeline(audio), audio, 1600);
        Assert.NotEmpty(expected);
        Assert.Equal(expected, Run(NewPipeline(audio), audio, blockLength));
    }

    [Fact]
    public void Every_stage_hears_the_stream_in_its_own_format_and_whole()
    {
        var same = new TickStage(48000, 2, 1, 0);
        var mono = new TickStage(48000, 1, 1, 0);
        var slow = new TickStage(8000, 1, 1, 0);
        var audio = new AudioBuffer(48000, 2, 48000 + 17);
        audio.Channel(0).Fill(1);
        Run(new ListeningPipeline(48000, 2, [same, mono, slow], 4096), audio, 1000);
        Assert.Equal(2L * (48000 + 17), same.Count);
        Assert.Equal(48000 + 17, mono.Count);
        Assert.InRange(slow.Count, 8002, 8004);
        Assert.Equal(0.5, mono.Sum / mono.Count, 1e-6);
        // Away from the edges the resampler keeps a constant.
        Assert.Equal(0.5, slow.Sum / slow.Count, 2e-3);
    }

    [Fact]
    public void A_block_that_is_too_long_is_refused()
    {
        var pipeline = new ListeningPipeline(Rate, 2, [new TickStage(Rate, 2, 1, 0)], 100);
        Assert.Throws<ArgumentException>(() => pipeline.Accept(new float[202]));
        Assert.Throws<ArgumentException>(() => pipeline.Accept(new float[3]));
    }

    private static ListeningPipeline NewPipeline(AudioBuffer audio) => new(
        audio.SampleRate,
        audio.ChannelCount,
        ListeningStages.Create(audio.SampleRate, audio.ChannelCount, TimeSpan.FromSeconds(0.7)),
        4096);

    private static List<HeardEvent> Run(ListeningPipeline pipeline, AudioBuffer audio, int blockLength)
    {
        var events = new List<HeardEvent>();
        for (int start = 0; start < audio.Length; start += blockLength)
        {
            pipeline.Accept(audio.Slice(start, Math.Min(blockLength, audio.Length - start)).Samples);
            Read();
        }

        pipeline.Complete();
        Read();
        return events;

        void Read()
        {
            while (pipeline.TryRead(out HeardEvent? heard))
            {
                events.Add(heard);
            }
        }
    }

    // Reports every period, but only once a delay has passed.
    private sealed class TickStage(int sampleRate, int channelCount, double period, double delay) : IListeningStage
    {
        private readonly Queue<HeardEvent> _ready = new();
        private int _ticks;

        public int SampleRate => sampleRate;

        public int ChannelCount => channelCount;

        public TimeSpan Delay => TimeSpan.FromSeconds(delay);

        public long Count { get; private set; }

        public double Sum { get; private set; }

        public void Accept(ReadOnlySpan<float> samples)
        {
            Count += samples.Length;
            foreach (float x in samples)
            {
                Sum += x;
            }

            Report(delay);
        }

        public void Complete() => Report(0);

        public bool TryRead([MaybeNullWhen(false)] out HeardEvent next) => _ready.TryDequeue(out next);

        private void Report(double held)
        {
            double now = Count / (double)channelCount / sampleRate;
            while ((_ticks + 1) * period <= now - held + 1e-9)
            {
                _ready.Enqueue(new SpeechStartHeard(++_ticks * period));
            }
        }
    }
}

using BenchmarkDotNet.Attributes;
using Earshot.Signals;
using Earshot.Signals.Channels;
using Earshot.Signals.Randomness;
using Earshot.Signals.Rooms;

namespace Earshot.Benchmarks.Channels;

/// <summary>One trial of a channel: 5 s at 16 kHz, with and without the parts that cost most.</summary>
[MemoryDiagnoser]
public class AcousticPathBenchmarks
{
    private readonly AudioBuffer _sound = new(16000, 1, 80000);
    private AcousticPath _whole = new();
    private AcousticPath _still = new();
    private ShoeboxRoom _room = ShoeboxRoom.ForRt60(5, 4.5, 2.7, 0.5);
    private ulong _seed;

    /// <summary>Reverberation time in seconds.</summary>
    [Params(0.4, 0.6)]
    public double Rt60Seconds { get; set; }

    /// <summary>Makes the sound and the paths.</summary>
    [GlobalSetup]
    public void Setup()
    {
        ColoredNoise.Pink(16000, 1).Fill(_sound.Samples);
        System.Numerics.Tensors.TensorPrimitives.Multiply(_sound.Samples, 0.1f, _sound.Samples);
        Interferer[] noise = [Interferer.Pink(10)];
        _whole = new AcousticPath(new AcousticPathOptions
        {
            Rt60Seconds = Rt60Seconds,
            SkewPpm = 50,
            RandomDelaySamples = 1,
            Interferers = noise,
            ReportBand = new FrequencyBand(3000, 4000),
        });
        _still = new AcousticPath(new AcousticPathOptions { Rt60Seconds = Rt60Seconds, Interferers = noise });
        _room = ShoeboxRoom.ForRt60(5, 4.5, 2.7, Rt60Seconds);
    }

    /// <summary>Skew, delay, loudspeaker, room, noise, microphone, both ratios.</summary>
    [Benchmark]
    public AcousticPathResult EveryPart() => _whole.Play(_sound, _seed++);

    /// <summary>Without skew, delay and the ratio within a band.</summary>
    [Benchmark]
    public AcousticPathResult WithoutSkew() => _still.Play(_sound, _seed++);

    /// <summary>A room response from geometry.</summary>
    [Benchmark]
    public RoomImpulseResponse FromGeometry() =>
        RoomImpulseResponse.FromGeometry(_room, new(1, 1, 1), new(4, 3, 1.5), 16000, new ImageSourceOptions { Seed = _seed++ });
}

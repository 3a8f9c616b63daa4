// Mixes with known stems for judging an upmix: a talker in the centre, two instruments panned hard or nearly so, and a stereo tail that is
// alike in neither channel. All is made, from seeds; recordings could stand in for any stem.
using Earshot.Corpora.Synthesis;
using Earshot.Signals;
using Earshot.Signals.Convolution;
using Earshot.Signals.Randomness;
using Earshot.Signals.Rooms;

namespace Earshot.Spatial.Evaluation;

/// <summary>A stereo mix and what its centre is.</summary>
/// <param name="Name">A short name.</param>
/// <param name="Mix">Left and right.</param>
/// <param name="Center">What both channels share on purpose, as each has it.</param>
public sealed record StemMix(string Name, AudioBuffer Mix, AudioBuffer Center)
{
    private const int SampleRate = 48000;
    private const double Seconds = 8;

    /// <summary>The three mixes of the evaluation.</summary>
    public static IReadOnlyList<StemMix> All { get; } =
    [
        Make("talker, music left and right", KnownProgrammes.Talker, [(KnownProgrammes.SparseMusic, -1, 0.8), (KnownProgrammes.DenseMusic, 1, 0.8)], -14, 1),
        Make("talker, drums half left, music half right", KnownProgrammes.Talker, [(KnownProgrammes.DrumLoop, -0.5, 0.7), (KnownProgrammes.SparseMusic, 0.6, 0.9)], -12, 2),
        Make("drums, music wide", KnownProgrammes.DrumLoop, [(KnownProgrammes.SparseMusic, -0.9, 0.9), (KnownProgrammes.DenseMusic, 0.9, 0.6)], -16, 3),
    ];

    /// <summary>Signal-to-distortion ratio of an estimated centre over that of the plain mid, in dB.</summary>
    /// <param name="estimate">The centre, aligned with the mix.</param>
    public double CenterGainDb(ReadOnlySpan<float> estimate) => Distortion(Center.Samples, estimate) - Distortion(Center.Samples, Mix.ToMono().Samples);

    /// <summary>How much of the centre is left in the left channel, in dB: its projection on the true centre.</summary>
    /// <param name="left">What the upmix left there, aligned with the mix.</param>
    public double ResidueDb(ReadOnlySpan<float> left)
    {
        double cross = System.Numerics.Tensors.TensorPrimitives.Dot(left, Center.Samples);
        return 20 * Math.Log10(Math.Abs(cross / System.Numerics.Tensors.TensorPrimitives.SumOfSquares<float>(Center.Samples)));
    }

    private static double Distortion(ReadOnlySpan<float> truth, ReadOnlySpan<float> estimate)
    {
        double error = 0;
        double energy = 0;
        for (int n = 0; n < truth.Length; n++)
        {
            double difference = estimate[n] - truth[n];
            error += difference * difference;
            energy += (double)truth[n] * truth[n];
        }

        return 10 * Math.Log10(energy / error);
    }

    // Sides: programme, position -1 .. 1 by constant power, gain against the centre. The tail's level is against each stem.
    private static StemMix Make(string name, IProgrammeSource center, (IProgrammeSource Source, double Position, double Gain)[] sides, double tailDb, ulong seed)
    {
        float[] middle = Normalized(center, seed, 1);
        var mix = new AudioBuffer(SampleRate, 2, middle.Length);
        Add(mix, middle, 1, 1);
        AddTail(mix, middle, tailDb, (10 * seed) + 1);
        ulong next = (100 * seed) + 1;
        foreach ((IProgrammeSource source, double position, double gain) in sides)
        {
            float[] stem = Normalized(source, next++, gain);
            double angle = Math.PI / 4 * (1 + position);
            // 3 dB up, so that a stem in the middle would be as loud in each channel as the centre.
            Add(mix, stem, Math.Sqrt(2) * Math.Cos(angle), Math.Sqrt(2) * Math.Sin(angle));
            AddTail(mix, stem, tailDb, (10 * seed) + next);
        }

        return new StemMix(name, mix, new AudioBuffer(SampleRate, middle));
    }

    private static float[] Normalized(IProgrammeSource source, ulong seed, double gain)
    {
        float[] samples = source.Create(Seconds, SampleRate, seed).Samples.ToArray();
        double rms = Math.Sqrt(System.Numerics.Tensors.TensorPrimitives.SumOfSquares<float>(samples) / samples.Length);
        System.Numerics.Tensors.TensorPrimitives.Multiply(samples, (float)(0.05 * gain / Math.Max(rms, 1e-9)), samples);
        return samples;
    }

    private static void Add(AudioBuffer mix, float[] stem, double left, double right)
    {
        System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(stem, (float)left, mix.Channel(0), mix.Channel(0));
        System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(stem, (float)right, mix.Channel(1), mix.Channel(1));
    }

    private static void AddTail(AudioBuffer mix, float[] stem, double levelDb, ulong seed)
    {
        var random = new SeededRandom(seed);
        for (int c = 0; c < 2; c++)
        {
            RoomImpulseResponse room = RoomImpulseResponse.FromDecay(0.9, -levelDb, SampleRate, random.NextBits(), tailDelaySeconds: 0.015);
            float[] tail = room.Samples.ToArray();
            tail[0] = 0;
            System.Numerics.Tensors.TensorPrimitives.Add(
                mix.Channel(c), FastConvolution.Convolve(stem, tail).AsSpan(0, stem.Length), mix.Channel(c));
        }
    }
}

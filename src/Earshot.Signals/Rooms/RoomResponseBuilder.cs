// Builds room impulse responses.
// Geometry: image sources up to the mixing time, then Gaussian noise with the decay of Eyring's formula, faded in while the
// images fade out; its level is matched to the energy of the images just before. Idea: Lehmann and Johansson, "Diffuse
// reverberation model for efficient image-source simulation of room impulse responses", IEEE TASLP 18 (2010); deviation: the
// level is fitted to the traced images instead of predicted.
// Decay: unit impulse and exponentially decaying noise (Moorer 1979; Polack 1988).
using Earshot.Signals.Filters;
using Earshot.Signals.Randomness;

namespace Earshot.Signals.Rooms;

internal static class RoomResponseBuilder
{
    private const double LongestSeconds = 60;

    // The shortest time that images cover by default: the early part of ISO 3382-1's C80.
    private const double ShortestImageTimeSeconds = 0.08;

    // Half of the cross-fade from images to noise.
    private const double FadeSeconds = 0.01;

    // The stretch before the hand-over in which the energy of the images is measured.
    private const double MatchSeconds = 0.03;

    public static RoomImpulseResponse FromDecay(
        double rt60Seconds, double directToReverberantDb, int sampleRate, ulong seed, double tailDelaySeconds, double lengthSeconds)
    {
        Require(rt60Seconds is >= 0.01 and <= LongestSeconds, rt60Seconds, nameof(rt60Seconds), "0.01..60 s");
        Require(directToReverberantDb is >= -60 and <= 120, directToReverberantDb, nameof(directToReverberantDb), "-60..120 dB");
        Require(sampleRate >= 1000, sampleRate, nameof(sampleRate), "1000 or more");
        Require(tailDelaySeconds is >= 0 and <= 1, tailDelaySeconds, nameof(tailDelaySeconds), "0..1 s");
        Require(lengthSeconds is > 0 and <= LongestSeconds, lengthSeconds, nameof(lengthSeconds), "above 0, up to 60 s");

        int start = 1 + (int)Math.Round(tailDelaySeconds * sampleRate);
        var response = new double[start + Math.Max(1, (int)Math.Ceiling(lengthSeconds * sampleRate))];
        Span<double> tail = response.AsSpan(start);
        FillDecayingNoise(tail, DecayPerSample(rt60Seconds, sampleRate), new SeededRandom(seed));
        double energy = System.Numerics.Tensors.TensorPrimitives.SumOfSquares<double>(tail);
        double scale = Math.Sqrt(Math.Pow(10, -directToReverberantDb / 10) / energy);
        System.Numerics.Tensors.TensorPrimitives.Multiply(tail, scale, tail);
        response[0] = 1;
        return new RoomImpulseResponse(sampleRate, ToSingle(response), directIndex: 0);
    }

    public static RoomImpulseResponse FromGeometry(
        ShoeboxRoom room, Vector3D source, Vector3D receiver, int sampleRate, ImageSourceOptions options, double? lengthSeconds)
    {
        var model = new ImageSourceModel(room, options);
        Require(sampleRate >= 1000, sampleRate, nameof(sampleRate), "1000 or more");
        Require(options.HighPassHz < 0.45 * sampleRate, options.HighPassHz, nameof(options), "a high-pass below 0.45 of the sample rate");
        double rt60 = RoomAcoustics.EyringRt60(room);
        double directTime = (receiver - source).Length / room.SpeedOfSound;
        double length = lengthSeconds ?? directTime + Math.Max(rt60, FadeSeconds);
        Require(length > directTime && length <= LongestSeconds, length, nameof(lengthSeconds), "more than the direct path takes, up to 60 s");

        // 1. Images up to the hand-over.
        bool tail = options.Tail && rt60 > 0 && double.IsFinite(rt60);
        double handOver = options.ImageTimeSeconds
            ?? (tail ? Math.Max(ShortestImageTimeSeconds, RoomAcoustics.MixingTime(room)) : length);
        tail &= handOver + FadeSeconds < length;
        ImageSource[] images = model.Trace(source, receiver, Math.Min(length, tail ? handOver + FadeSeconds : handOver));

        // 2. Their impulses, faded out around the hand-over -> response; their energy before it -> matched.
        var response = new double[(int)Math.Ceiling(length * sampleRate) + 1];
        double matchStart = handOver - Math.Min(MatchSeconds, handOver / 2);
        double matched = 0;
        foreach (ImageSource image in images)
        {
            double time = image.Distance / room.SpeedOfSound;
            double amplitude = image.Amplitude * (options.SourceGain?.Invoke(image.ExitDirection) ?? 1);
            FractionalImpulse.Add(response, time * sampleRate, tail ? amplitude * FadeOut(time - handOver) : amplitude);
            matched += time >= matchStart && time < handOver ? amplitude * amplitude : 0;
        }

        // 3. The tail, faded in -> response.
        if (tail)
        {
            AddTail(response, sampleRate, rt60, handOver, matchStart, matched, options.Seed);
        }

        // 4. What has no place in it: static pressure, and what the air takes.
        float[] samples = ToSingle(response);
        if (options.HighPassHz > 0)
        {
            new BiquadCascade(BiquadCoefficients.HighPass(sampleRate, options.HighPassHz)).Process(samples, samples);
        }

        options.Air?.Apply(samples, sampleRate, room.SpeedOfSound);
        return new RoomImpulseResponse(sampleRate, samples, directTime * sampleRate);
    }

    private static void AddTail(
        double[] response, int sampleRate, double rt60, double handOver, double matchStart, double matchedEnergy, ulong seed)
    {
        // Energy rate P exp(-r t): its integral over the matched stretch is the energy of the images there.
        double rate = 2 * DecayPerSample(rt60, sampleRate) * sampleRate;
        double perSecond = matchedEnergy * rate / (Math.Exp(-rate * matchStart) - Math.Exp(-rate * handOver));
        int start = Math.Max(0, (int)Math.Floor((handOver - FadeSeconds) * sampleRate));
        var noise = new double[response.Length - start];
        // The image lattice is hashed with the seed itself; the noise takes the complement, another sequence.
        FillDecayingNoise(noise, DecayPerSample(rt60, sampleRate), new SeededRandom(~seed));
        double level = Math.Sqrt(perSecond * Math.Exp(-rate * start / sampleRate) / sampleRate);
        for (int n = 0; n < noise.Length; n++)
        {
            double fadeIn = FadeOut(handOver - ((start + n) / (double)sampleRate));
            response[start + n] += level * fadeIn * noise[n];
        }
    }

    // Power-complementary: FadeOut(t)^2 + FadeOut(-t)^2 = 1.
    private static double FadeOut(double timeAfterHandOver)
    {
        double phase = Math.Clamp((timeAfterHandOver / FadeSeconds) + 1, 0, 2) / 2;
        return Math.Cos(Math.PI / 2 * phase);
    }

    // Nepers of amplitude per sample: 60 dB are 3 ln(10) nepers.
    private static double DecayPerSample(double rt60Seconds, int sampleRate) => 3 * Math.Log(10) / (rt60Seconds * sampleRate);

    private static void FillDecayingNoise(Span<double> target, double decayPerSample, SeededRandom random)
    {
        double factor = Math.Exp(-decayPerSample);
        double envelope = 1;
        for (int n = 0; n < target.Length; n++)
        {
            target[n] = envelope * random.NextGaussian();
            envelope *= factor;
        }
    }

    private static float[] ToSingle(double[] values)
    {
        var single = new float[values.Length];
        for (int n = 0; n < single.Length; n++)
        {
            single[n] = (float)values[n];
        }

        return single;
    }

    private static void Require(bool holds, double value, string name, string range)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, value, $"expected {range}");
        }
    }
}

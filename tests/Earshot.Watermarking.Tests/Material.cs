using System.Numerics.Tensors;
using Earshot.Corpora.Synthesis;
using Earshot.Signals;
using Earshot.Signals.Streaming;
using Earshot.Watermarking.Keys;

namespace Earshot.Watermarking.Tests;

// The sounds and the key that the tests share; made once. Nobody writes to them.
internal static class Material
{
    public static readonly WatermarkKey Key = WatermarkKey.FromSeed("tests");
    public static readonly WatermarkKey OtherKey = WatermarkKey.FromSeed("tests, another");

    private static readonly Lazy<AudioBuffer> LazyMusic = new(() => KnownProgrammes.DenseMusic.Create(4, MarkFormat.SampleRate, 7));
    private static readonly Lazy<EmbedResult> LazyMarked = new(() => WatermarkEmbedder.Embed(Music, Key, new MarkRequest { At = TimeSpan.FromSeconds(1) }));

    // Four seconds of made music at 16 kHz.
    public static AudioBuffer Music => LazyMusic.Value;

    // The same with an event from 1.00 s to 2.92 s.
    public static EmbedResult Marked => LazyMarked.Value;

    public static IReadOnlyList<WatermarkEvent> Detect(AudioBuffer audio, params WatermarkKey[] keys) =>
        new WatermarkDetectorStream(keys.Length == 0 ? [Key] : keys, audio.SampleRate, audio.ChannelCount).AnalyzeBuffer(audio);

    public static AudioBuffer Scale(AudioBuffer audio, float gain)
    {
        AudioBuffer scaled = audio.Clone();
        TensorPrimitives.Multiply(scaled.Samples, gain, scaled.Samples);
        return scaled;
    }

    public static float[] Difference(AudioBuffer a, AudioBuffer b)
    {
        var difference = new float[a.Samples.Length];
        TensorPrimitives.Subtract(a.Samples, b.Samples, difference);
        return difference;
    }

    public static double Decibels(double ratio) => 10 * Math.Log10(ratio);
}

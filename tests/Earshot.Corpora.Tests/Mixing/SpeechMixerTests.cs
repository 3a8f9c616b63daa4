using Earshot.Corpora.Mixing;
using Earshot.Signals;
using Earshot.Signals.Channels;
using Earshot.Signals.Randomness;

namespace Earshot.Corpora.Tests.Mixing;

public sealed class SpeechMixerTests
{
    private static readonly MixingOptions Plain = new() { Seconds = 2, RoomShare = 0, LowPassShare = 0, ColorationDb = 0, CleanShare = 0, NoiseOnlyShare = 0 };

    [Fact]
    public void A_seed_decides_everything()
    {
        SpeechMixture first = Mixer(new MixingOptions { Seconds = 1 }).Create(7);
        SpeechMixture again = Mixer(new MixingOptions { Seconds = 1 }).Create(7);
        SpeechMixture other = Mixer(new MixingOptions { Seconds = 1 }).Create(8);
        Assert.Equal(first.Noisy.Samples.ToArray(), again.Noisy.Samples.ToArray());
        Assert.Equal(first.Clean.Samples.ToArray(), again.Clean.Samples.ToArray());
        Assert.NotEqual(first.Noisy.Samples.ToArray(), other.Noisy.Samples.ToArray());
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(12.5)]
    public void The_ratio_is_that_asked_for(double snrDb)
    {
        SpeechMixture mixture = Mixer(Plain).Create(3, snrDb);
        double speech = ActivePart.Of(mixture.Clean.Samples, 48000).MeanSquare;
        double noise = 0;
        for (int n = 0; n < mixture.Clean.Length; n++)
        {
            noise += Math.Pow(mixture.Noisy.Samples[n] - mixture.Clean.Samples[n], 2) / mixture.Clean.Length;
        }

        Assert.Equal(snrDb, 10 * Math.Log10(speech / noise), 0.01);
        Assert.InRange(10 * Math.Log10(speech), Plain.LowestLevelDb, Plain.HighestLevelDb);
    }

    [Fact]
    public void Without_noise_or_speech_one_side_is_silent()
    {
        SpeechMixture clean = Mixer(Plain).Create(3, double.PositiveInfinity);
        Assert.Equal(clean.Clean.Samples.ToArray(), clean.Noisy.Samples.ToArray());
        SpeechMixture noise = Mixer(new MixingOptions { Seconds = 1, CleanShare = 0, NoiseOnlyShare = 1 }).Create(4);
        Assert.All(noise.Clean.Samples.ToArray(), static sample => Assert.Equal(0, sample));
        Assert.Contains(noise.Noisy.Samples.ToArray(), static sample => sample != 0);
    }

    [Fact]
    public void The_bandwidth_is_that_of_the_lowest_rate()
    {
        Assert.Equal(24000, Mixer(Plain).Create(1).SpeechBandwidthHz);
        Assert.Equal(8000, Mixer(Plain, speechRate: 16000).Create(1).SpeechBandwidthHz);
    }

    [Fact]
    public void Problems_are_listed_at_once()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Mixer(new MixingOptions { Seconds = 0, RoomShare = 2 }));
        Assert.Contains("Seconds", error.Message, StringComparison.Ordinal);
        Assert.Contains("RoomShare", error.Message, StringComparison.Ordinal);
        ManifestEntry[] clips = Clips("noise");
        Assert.Throws<ArgumentException>(() => new SpeechMixer([], clips, Read(48000)));
        Assert.Throws<ArgumentException>(() => new SpeechMixer([clips], [], Read(48000)));
    }

    private static SpeechMixer Mixer(MixingOptions options, int speechRate = 48000) => new([Clips("voice")], Clips("noise"), Read(speechRate), options);

    private static ManifestEntry[] Clips(string name) =>
        [.. Manifest.Read(new StringReader($"file\tspeaker\n{name}1\ta\n{name}2\ta\n{name}3\tb\n"), "index.tsv").Entries];

    // Noise in place of recordings: 0.7 s of it, other numbers for every clip.
    private static Func<ManifestEntry, AudioBuffer> Read(int speechRate) => entry =>
    {
        int rate = entry.File.StartsWith("voice", StringComparison.Ordinal) ? speechRate : 48000;
        var audio = new AudioBuffer(rate, 1, (int)(0.7 * rate));
        new SeededRandom((ulong)entry.File[^1] + (ulong)entry.File.Length).FillGaussian(audio.Samples);
        return audio;
    };
}

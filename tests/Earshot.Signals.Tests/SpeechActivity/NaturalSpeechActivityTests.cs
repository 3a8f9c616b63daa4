using Earshot.Codecs;
using Earshot.Corpora;
using Earshot.Signals.SpeechActivity;

namespace Earshot.Signals.Tests.SpeechActivity;

// The detector on recordings. Its settings were chosen on the speaker kathleen and the noise groups noise, places, rain and urban;
// everything here is measured on the other two speakers and the other groups. Thresholds are about 1.3 times what was measured.
public sealed class NaturalSpeechActivityTests(ITestOutputHelper output)
{
    // Groups without pitched sounds. Animals are measured apart: a howl or a bark is as voiced as a voice.
    private static readonly string[] HeldOut = ["nature/", "things/", "transport/"];

    [Theory]
    [InlineData("kerstin")]
    [InlineData("nathalie")]
    public void Clean_speech_is_found_where_it_is(string speaker)
    {
        NaturalScene scene = NaturalScene.Read(Data(), speaker, 24, seed: 1);
        Assert.InRange(FrameError(scene, scene.Samples), 0, 0.03);
    }

    [Fact]
    public void Noisy_speech_is_found_in_a_sample_of_classes() =>
        Measure(NoiseEntries(Data()).Index().Where(pair => pair.Index % 4 == 0).Select(pair => pair.Item), seconds: 24);

    [Fact]
    [Trait("Speed", "Slow")]
    public void Noisy_speech_is_found_in_all_classes()
    {
        List<double> falseStarts = Measure(NoiseEntries(Data()), seconds: 60);
        Assert.Equal(0, falseStarts.Order().ElementAt(falseStarts.Count / 2)); // most noises start nothing at all
    }

    private static DatasetRoot Data()
    {
        DatasetRoot? data = DatasetRoot.Find();
        Assert.SkipUnless(data is not null && data.Contains("speech48") && data.Contains("noise48"), "../shared/data is not there");
        Assert.SkipUnless(SndFileLibrary.Supports(CodecFormat.Opus), "no libsndfile with Opus");
        return data;
    }

    private static IEnumerable<ManifestEntry> NoiseEntries(DatasetRoot data) =>
        data.ReadManifest("noise48").Entries.Where(entry => HeldOut.Any(group => entry.File.StartsWith(group, StringComparison.Ordinal)));

    // Returns the false starts a minute of each noise alone.
    private List<double> Measure(IEnumerable<ManifestEntry> entries, double seconds)
    {
        NaturalScene scene = NaturalScene.Read(Data(), "kerstin", seconds, seed: 2);
        var errors10 = new List<double>();
        var errors0 = new List<double>();
        var falseStarts = new List<double>();
        foreach (ManifestEntry entry in entries)
        {
            float[] noise = NaturalScene.Audio(entry);
            errors10.Add(FrameError(scene, scene.With(noise, 10)));
            errors0.Add(FrameError(scene, scene.With(noise, 0)));
            falseStarts.Add(Run(noise).OfType<SpeechStarted>().Count() * 60.0 * NaturalScene.SampleRate / noise.Length);
            output.WriteLine($"{entry.File}: {errors10[^1]:P1} at 10 dB, {errors0[^1]:P1} at 0 dB, {falseStarts[^1]:F1} false starts a minute");
        }

        output.WriteLine($"mean of {errors10.Count}: {errors10.Average():P1} at 10 dB, {errors0.Average():P1} at 0 dB, {falseStarts.Average():F2} a minute");
        Assert.InRange(errors10.Average(), 0, 0.06);
        Assert.InRange(errors0.Average(), 0, 0.17);
        Assert.InRange(falseStarts.Average(), 0, 2.6);
        return falseStarts;
    }

    private static double FrameError(NaturalScene scene, float[] samples)
    {
        var found = new bool[scene.IsSpeech.Length];
        foreach (SpeechEnded ended in Run(samples).OfType<SpeechEnded>())
        {
            int from = Frame(ended.Start);
            found.AsSpan(from, Math.Min(Frame(ended.Time), found.Length) - from).Fill(true);
        }

        return scene.IsSpeech.Zip(found).Count(pair => pair.First != pair.Second) / (double)found.Length;
    }

    private static int Frame(TimeSpan time) => (int)Math.Round(time.TotalSeconds * 100);

    private static List<SpeechActivityEvent> Run(float[] samples)
    {
        var detector = new SpeechActivityDetector(NaturalScene.SampleRate);
        detector.Accept(samples);
        detector.Complete();
        var events = new List<SpeechActivityEvent>();
        while (detector.TryRead(out SpeechActivityEvent? next))
        {
            events.Add(next);
        }

        return events;
    }
}

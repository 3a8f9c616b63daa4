using Earshot.Codecs;
using Earshot.Corpora;
using Earshot.Corpora.Synthesis;
using Earshot.Denoising.SignalPath;
using Earshot.Signals;
using Earshot.Signals.Resampling;

namespace Earshot.Denoising.Tests.SignalPath;

public sealed class PitchTrackerTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(48000, 70)]
    [InlineData(48000, 123.4)]
    [InlineData(48000, 220)]
    [InlineData(48000, 400)]
    [InlineData(16000, 110)]
    [InlineData(16000, 300)]
    public void A_steady_voice_has_its_period(int sampleRate, double hz)
    {
        float[] voice = Sounds.Harmonics(sampleRate, 0.6, hz, 12);
        (int Period, float Correlation)[] track = Track(voice, sampleRate);
        foreach ((int period, float correlation) in track[20..])
        {
            // The nearest whole period, at 16 kHz and 300 Hz within 1 %.
            Assert.Equal(sampleRate / hz, period, 0.51);
            Assert.True(correlation > 0.95f);
        }
    }

    [Fact]
    public void Silence_and_noise_have_a_period_in_range_and_no_correlation()
    {
        foreach (float level in new[] { 0f, 0.1f })
        {
            (int Period, float Correlation)[] track = Track(Sounds.Noise(48000, 1, 5, level), 48000);
            Assert.All(track, static t => Assert.InRange(t.Period, PathFormat.FullBand.ShortestPeriod, PathFormat.FullBand.LongestPeriod));
            Assert.True(track.Average(static t => t.Correlation) < 0.35f);
        }
    }

    [Fact]
    public void Babble_at_5_dB_leaves_the_pitch_of_a_voice()
    {
        DatasetRoot? data = DatasetRoot.Find();
        Assert.SkipUnless(data is not null && data.Contains("speech48"), "../shared/data is not there");
        Assert.SkipUnless(SndFileLibrary.Supports(CodecFormat.Opus), "no libsndfile with Opus");
        ManifestEntry[] clips = [.. data.ReadManifest("speech48").Entries.Where(static entry => entry["speaker"] == "kerstin").Take(4)];
        int voiced = 0;
        int wrong = 0;
        for (int i = 0; i < clips.Length; i++)
        {
            AudioBuffer clean = AudioFile.Read(clips[i].FindAudio()).ToMono().Resample(48000);
            float[] speech = clean.Channel(0)[..(clean.Length / 480 * 480)].ToArray();
            AudioBuffer babble = KnownProgrammes.Babble.Create(clean.Length / 48000.0 + 0.1, 48000, (ulong)i);
            double scale = Math.Sqrt(Sounds.Power(speech) * Math.Pow(10, -0.5) / Sounds.Power(babble.Channel(0)));
            float[] noisy = [.. speech.Select((sample, n) => sample + (float)(scale * babble.Samples[n]))];
            (int Period, float Correlation)[] reference = Track(speech, 48000);
            (int Period, float Correlation)[] found = Track(noisy, 48000);
            for (int t = 0; t < reference.Length; t++)
            {
                if (reference[t].Correlation > 0.8f)
                {
                    voiced++;
                    wrong += Math.Abs(Math.Log2(found[t].Period / (double)reference[t].Period)) > Math.Log2(1.2) ? 1 : 0;
                }
            }
        }

        double error = wrong / (double)voiced;
        output.WriteLine($"gross pitch error {error:P1} of {voiced} voiced frames");
        Assert.InRange(error, 0, 0.15);
    }

    private static (int Period, float Correlation)[] Track(float[] samples, int sampleRate)
    {
        PathFormat format = PathFormat.For(sampleRate);
        var analyzer = new PathAnalyzer(format, 2);
        var track = new List<(int, float)>();
        Sounds.ForEachHop(samples, format.HopLength, hop =>
        {
            analyzer.Push(hop);
            track.Add((analyzer.Frame.Period, analyzer.Frame.Correlation));
        });
        return [.. track];
    }
}

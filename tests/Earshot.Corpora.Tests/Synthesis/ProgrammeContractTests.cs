using Earshot.Corpora.Synthesis;
using Earshot.Signals;

namespace Earshot.Corpora.Tests.Synthesis;

public sealed class ProgrammeContractTests
{
    public static TheoryData<string> Names => [.. KnownProgrammes.All.Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Level_is_near_minus_20_and_nothing_clips(string name)
    {
        for (ulong seed = 1; seed <= 4; seed++)
        {
            AudioBuffer buffer = KnownProgrammes.Get(name).Create(3, 32_000, seed, 2);
            Assert.Equal(96_000, buffer.Length);
            Assert.Equal(2, buffer.ChannelCount);
            float peak = 0;
            foreach (float x in buffer.Samples)
            {
                Assert.True(float.IsFinite(x));
                peak = Math.Max(peak, Math.Abs(x));
            }

            Assert.InRange(peak, 0.1f, 0.8913f);
            // Pauses and strokes may ask for a crest factor of up to 27 dB; then the peak decides.
            Assert.InRange(Spectrum.LevelDb(buffer.Samples), -28, -19.99);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Same_seed_gives_the_same_sound_and_another_seed_another(string name)
    {
        IProgrammeSource source = KnownProgrammes.Get(name);
        float[] first = source.Create(1.5, 16_000, 7).Samples.ToArray();
        Assert.Equal(first, source.Create(1.5, 16_000, 7).Samples.ToArray());
        float[] other = source.Create(1.5, 16_000, 8).Samples.ToArray();
        Assert.True(Math.Abs(Correlation(first, other)) < 0.6, $"seeds 7 and 8 correlate by {Correlation(first, other):F2}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_rate_works(string name)
    {
        foreach (int rate in new[] { 4000, 11_025, 44_100, 96_000 })
        {
            AudioBuffer buffer = KnownProgrammes.Get(name).Create(0.5, rate, 3);
            Assert.Equal((int)Math.Round(0.5 * rate), buffer.Length);
            Assert.InRange(Spectrum.LevelDb(buffer.Samples), -40, -19.99);
        }
    }

    [Theory]
    [InlineData("dense-music")]
    [InlineData("sparse-music")]
    [InlineData("tones")]
    [InlineData("machine")]
    public void The_score_does_not_depend_on_the_rate(string name)
    {
        // Loudness in 50 ms frames is nearly the same at 16 and at 44.1 kHz; what differs lies above 8 kHz.
        double[] low = Spectrum.FrameLevelsDb(KnownProgrammes.Get(name).Create(3, 16_000, 5), 0.05);
        double[] high = Spectrum.FrameLevelsDb(KnownProgrammes.Get(name).Create(3, 44_100, 5), 0.05);
        double[] difference = [.. low.Zip(high, (a, b) => Math.Abs(Math.Max(a, -50) - Math.Max(b, -50))).Order()];
        Assert.True(difference[difference.Length / 2] < 1, $"median difference {difference[difference.Length / 2]:F2} dB");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Arguments_out_of_range_are_named(string name)
    {
        IProgrammeSource source = KnownProgrammes.Get(name);
        Assert.Equal("seconds", Assert.Throws<ArgumentOutOfRangeException>(() => source.Create(double.NaN, 16_000, 1)).ParamName);
        Assert.Equal("seconds", Assert.Throws<ArgumentOutOfRangeException>(() => source.Create(0, 16_000, 1)).ParamName);
        Assert.Equal("sampleRate", Assert.Throws<ArgumentOutOfRangeException>(() => source.Create(1, 100, 1)).ParamName);
        Assert.Equal("channels", Assert.Throws<ArgumentOutOfRangeException>(() => source.Create(1, 16_000, 1, 3)).ParamName);
    }

    [Fact]
    public void Names_are_unique_and_an_unknown_one_is_refused_with_the_list()
    {
        Assert.Equal(KnownProgrammes.All.Count, KnownProgrammes.All.Select(p => p.Name).Distinct().Count());
        Assert.Same(KnownProgrammes.DrumLoop, KnownProgrammes.Get("Drum-Loop"));
        ArgumentException error = Assert.Throws<ArgumentException>(() => KnownProgrammes.Get("polka"));
        Assert.Contains("dense-music", error.Message, StringComparison.Ordinal);
    }

    private static double Correlation(float[] a, float[] b)
    {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.Length; i++)
        {
            ab += a[i] * b[i];
            aa += a[i] * a[i];
            bb += b[i] * b[i];
        }

        return ab / Math.Sqrt(aa * bb);
    }
}

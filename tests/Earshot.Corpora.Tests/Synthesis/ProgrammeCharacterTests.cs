using Earshot.Corpora.Synthesis;
using Earshot.Signals;

namespace Earshot.Corpora.Tests.Synthesis;

public sealed class ProgrammeCharacterTests
{
    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(3UL)]
    [InlineData(4UL)]
    public void Dense_music_fills_the_mark_band_and_reaches_past_8_kHz(ulong seed)
    {
        AudioBuffer music = KnownProgrammes.DenseMusic.Create(6, 44_100, seed);
        var spectrum = new Spectrum(music);
        Assert.InRange(spectrum.ShareDb(2000, 4000), -28, -8);
        Assert.InRange(spectrum.ShareDb(8000, 16_000), -45, -14);
        double[] levels = Spectrum.FrameLevelsDb(music, 0.1);
        Assert.True(levels.Min() > -36, $"a frame of {levels.Min():F1} dBFS is a pause");
    }

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(3UL)]
    [InlineData(4UL)]
    public void Sparse_music_has_pauses_and_partials(ulong seed)
    {
        AudioBuffer music = KnownProgrammes.SparseMusic.Create(20, 32_000, seed);
        double[] levels = Spectrum.FrameLevelsDb(music, 0.1);
        double quiet = levels.Count(l => l < levels.Max() - 30) / (double)levels.Length;
        Assert.InRange(quiet, 0.05, 0.6);
        Assert.InRange(new Spectrum(music).ShareDb(2000, 4000), -60, -10);
    }

    [Theory]
    [InlineData(8000)]
    [InlineData(44_100)]
    [InlineData(48_000)]
    public void A_drum_loop_repeats_bit_for_bit(int rate)
    {
        for (ulong seed = 1; seed <= 3; seed++)
        {
            AudioBuffer loop = KnownProgrammes.DrumLoop.Create(6.3, rate, seed, 2);
            int period = DrumLoop.LoopLength(rate, seed);
            Assert.InRange(period / (double)rate, 1.4, 3.01);
            for (int c = 0; c < 2; c++)
            {
                ReadOnlySpan<float> x = loop.Channel(c);
                Assert.True(x[period..].SequenceEqual(x[..^period]), $"channel {c}, seed {seed}");
            }
        }
    }

    [Fact]
    public void Half_of_the_drum_loops_lie_on_the_10_ms_grid()
    {
        int aligned = Enumerable.Range(1, 200).Count(seed => DrumLoop.LoopLength(16_000, (ulong)seed) / 16 % 160 == 0);
        Assert.InRange(aligned, 75, 125);
    }

    [Fact]
    public void A_drum_loop_resembles_itself_within_the_bar_and_a_band_does_not()
    {
        // What a self-correlation detector listens for: above the bass, strokes come back sample by sample an eighth later.
        for (ulong seed = 1; seed <= 5; seed++)
        {
            int eighth = DrumLoop.LoopLength(16_000, seed) / 8;
            Assert.InRange(SelfCorrelation(KnownProgrammes.DrumLoop.Create(6, 16_000, seed), eighth), 0.15, 1);
            Assert.InRange(SelfCorrelation(KnownProgrammes.DenseMusic.Create(6, 16_000, seed), eighth), -0.12, 0.12);
        }
    }

    [Fact]
    public void A_drum_loop_has_hats_and_snare_in_the_mark_band()
    {
        Assert.InRange(new Spectrum(KnownProgrammes.DrumLoop.Create(6, 44_100, 1)).ShareDb(2000, 4000), -30, -8);
    }

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    public void Tones_are_lines(ulong seed)
    {
        AudioBuffer tones = KnownProgrammes.Tones.Create(8, 44_100, seed);
        Assert.True(new Spectrum(tones).PeakinessDb(100, 8000) > 12);
        Assert.True(Spectrum.FrameLevelsDb(tones, 0.2).Min() > -45);
    }

    [Fact]
    public void Rain_is_broad_wind_is_low_and_machines_have_lines()
    {
        var rain = new Spectrum(KnownProgrammes.Rain.Create(6, 44_100, 1));
        var wind = new Spectrum(KnownProgrammes.Wind.Create(6, 44_100, 1));
        var machine = new Spectrum(KnownProgrammes.Machine.Create(6, 44_100, 1));
        Assert.InRange(rain.ShareDb(2000, 4000), -14, -4);
        Assert.InRange(rain.ShareDb(8000, 16_000), -16, -3);
        Assert.True(wind.ShareDb(0, 1000) > -0.5);
        Assert.InRange(wind.ShareDb(2000, 4000), -60, -18);
        Assert.True(machine.PeakinessDb(20, 2000) > 8);
        Assert.True(rain.PeakinessDb(2000, 4000) < 6);
    }

    [Fact]
    public void Babble_has_speech_spectrum_and_fewer_gaps_than_one_talker()
    {
        AudioBuffer one = KnownProgrammes.Talker.Create(10, 16_000, 2);
        AudioBuffer many = KnownProgrammes.Babble.Create(10, 16_000, 2);
        var spectrum = new Spectrum(many);
        Assert.True(spectrum.ShareDb(100, 1000) > -3);
        Assert.InRange(spectrum.ShareDb(2000, 4000), -35, -8);
        double[] alone = Spectrum.FrameLevelsDb(one, 0.1);
        double[] together = Spectrum.FrameLevelsDb(many, 0.1);
        Assert.InRange(alone.Count(l => l < -45) / (double)alone.Length, 0.05, 0.5);
        Assert.DoesNotContain(together, l => l < -35);
    }

    [Fact]
    public void Babble_uses_supplied_speech_at_any_rate()
    {
        // Two "talkers" with one tone each: the babble must consist of these two tones.
        AudioBuffer[] speech = [Tone(500), Tone(1500)];
        var babble = new SyntheticBabble(speech, talkers: 6);
        foreach (int rate in new[] { 16_000, 44_100 })
        {
            var spectrum = new Spectrum(babble.Create(3, rate, 1));
            double both = spectrum.Power(450, 550) + spectrum.Power(1450, 1550);
            Assert.True(both > 0.99 * spectrum.Power(0, rate));
            Assert.True(spectrum.Power(450, 550) > 0.01 * both);
            Assert.True(spectrum.Power(1450, 1550) > 0.01 * both);
        }

        Assert.Throws<ArgumentException>(() => new SyntheticBabble([]));
    }

    [Theory]
    [InlineData("white-noise", 0.0)]
    [InlineData("pink-noise", -3.01)]
    public void Colored_noise_has_its_slope(string name, double slope)
    {
        var spectrum = new Spectrum(KnownProgrammes.Get(name).Create(30, 44_100, 3));
        // Octaves double in width, so a slope per hertz of s gives s + 3.01 dB from octave to octave.
        for (double low = 125; low < 16_000; low *= 2)
        {
            double step = spectrum.ShareDb(low, 2 * low) - spectrum.ShareDb(125, 250);
            double expected = (slope + 3.01) * Math.Log2(low / 125);
            Assert.InRange(step - expected, -0.7, 0.7);
        }
    }

    // Of the twice differenced signal, so that treble counts.
    private static double SelfCorrelation(AudioBuffer mono, int lag)
    {
        ReadOnlySpan<float> x = mono.Samples;
        double product = 0;
        double energy = 0;
        for (int n = 2; n + lag < x.Length; n++)
        {
            double now = x[n] - (2 * x[n - 1]) + x[n - 2];
            double later = x[n + lag] - (2 * x[n + lag - 1]) + x[n + lag - 2];
            product += now * later;
            energy += now * now;
        }

        return product / energy;
    }

    private static AudioBuffer Tone(double hz)
    {
        var buffer = new AudioBuffer(16_000, 1, 16_000);
        for (int n = 0; n < buffer.Length; n++)
        {
            buffer.Samples[n] = (float)(0.5 * Math.Sin(2 * Math.PI * hz * n / 16_000));
        }

        return buffer;
    }
}

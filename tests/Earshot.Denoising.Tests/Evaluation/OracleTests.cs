using Earshot.Corpora.Mixing;
using Earshot.Corpora.Synthesis;
using Earshot.Denoising.Evaluation;
using Earshot.Signals;
using Earshot.Signals.Measures;

namespace Earshot.Denoising.Tests.Evaluation;

// The article's argument on a made voice in white noise at 5 dB; recordings are in `earshot evaluate denoising --oracle`.
public sealed class OracleTests
{
    private static readonly Lazy<SpeechMixture> LazyMixture = new(() => Mix(48000, 5));

    [Fact]
    public void Band_gains_help_and_the_comb_filter_adds_to_them()
    {
        SpeechMixture mixture = LazyMixture.Value;
        double noisy = Score(mixture, mixture.Noisy);
        double bands = Score(mixture, OraclePath.Run(mixture, OracleStep.BandGains));
        double comb = Score(mixture, OraclePath.Run(mixture, OracleStep.BandGainsAndComb, pitchFromClean: true));
        Assert.True(bands > noisy + 3, $"{bands:0.0} dB with band gains, {noisy:0.0} dB without");
        Assert.True(comb > bands + 0.3, $"{comb:0.0} dB with the comb filter, {bands:0.0} dB without");
    }

    [Fact]
    public void Magnitudes_of_all_bins_come_out_at_the_right_time()
    {
        SpeechMixture mixture = LazyMixture.Value;
        Assert.True(Score(mixture, OraclePath.Run(mixture, OracleStep.BinMagnitudes)) > Score(mixture, mixture.Noisy) + 3);
        Assert.True(Score(mixture, OraclePath.Run(mixture, OracleStep.BinMagnitudes, lookAhead: 0)) > Score(mixture, mixture.Noisy) + 3);
    }

    [Theory]
    [InlineData(48000)]
    [InlineData(16000)]
    public void Clean_speech_stays_as_it_is(int sampleRate)
    {
        SpeechMixture clean = Mix(sampleRate, double.PositiveInfinity);
        foreach (OracleStep step in Enum.GetValues<OracleStep>())
        {
            Assert.True(Score(clean, OraclePath.Run(clean, step)) > 40, $"{step}");
        }
    }

    [Fact]
    public void The_classical_filter_lowers_steady_noise()
    {
        SpeechMixture mixture = LazyMixture.Value;
        Assert.True(Score(mixture, MinimumStatisticsWiener.Process(mixture.Noisy)) > Score(mixture, mixture.Noisy) + 1);
    }

    private static double Score(SpeechMixture mixture, AudioBuffer processed) => SiSdr.Measure(mixture.Clean.Channel(0), processed.Channel(0));

    private static SpeechMixture Mix(int sampleRate, double snrDb)
    {
        AudioBuffer voice = KnownProgrammes.Talker.Create(2.5, sampleRate, 4);
        float[] noise = Sounds.Noise(sampleRate, 2.5, 9, 1);
        double scale = Math.Sqrt(Sounds.Power(voice.Samples) * Math.Pow(10, -snrDb / 10));
        float[] noisy = [.. voice.Samples.ToArray().Zip(noise, (v, n) => v + (float)(scale * n))];
        return new SpeechMixture { Clean = voice, Noisy = new AudioBuffer(sampleRate, noisy), SnrDb = snrDb, SpeechBandwidthHz = sampleRate / 2.0 };
    }
}

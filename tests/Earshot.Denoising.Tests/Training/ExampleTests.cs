using Earshot.Corpora.Mixing;
using Earshot.Denoising.Features;
using Earshot.Denoising.Network;
using Earshot.Denoising.Training;
using Earshot.Neural;
using Earshot.Neural.Optimizers;
using Earshot.Neural.Training;
using Earshot.Signals;

namespace Earshot.Denoising.Tests.Training;

public sealed class ExampleTests
{
    [Fact]
    public void Targets_are_the_ratios_of_levels()
    {
        // White noise as speech, beside independent noise of three times its power: every gain is near 1/2.
        TrainingExample example = ExampleMaker.Make(Mixture(0.1f, 0.1732f, 24000), lookAhead: 2);
        double mean = example.Gains.Skip(10 * 34).Average();
        Assert.Equal(0.5, mean, 0.03);
        Assert.All(example.Weights.Skip(10 * 34), static weight => Assert.Equal(1, weight));
    }

    [Fact]
    public void Clean_speech_wants_no_change_and_noise_wants_silence()
    {
        TrainingExample clean = ExampleMaker.Make(Mixture(0.1f, 0, 24000), lookAhead: 0);
        Assert.All(clean.Gains.Skip(10 * 34), static gain => Assert.Equal(1, gain, 1e-3f));
        Assert.All(clean.Strengths, static strength => Assert.Equal(0, strength));
        TrainingExample noise = ExampleMaker.Make(Mixture(0, 0.1f, 24000), lookAhead: 0);
        Assert.All(noise.Gains, static gain => Assert.Equal(0, gain));
        Assert.All(noise.Voice, static voice => Assert.Equal(0, voice));
    }

    [Fact]
    public void Bands_above_the_speech_do_not_count()
    {
        TrainingExample example = ExampleMaker.Make(Mixture(0.1f, 0.1f, 8000), lookAhead: 2);
        float[] last = example.Weights[^34..];
        Assert.Equal(1, last[0]);
        Assert.Equal(0, last[^1]);
    }

    [Fact]
    public void Silence_gives_no_targets()
    {
        TrainingExample example = ExampleMaker.Make(Mixture(0, 0, 24000), lookAhead: 2);
        Assert.All(example.Weights, static weight => Assert.Equal(0, weight));
        Assert.All(example.Features, static feature => Assert.True(float.IsFinite(feature)));
    }

    [Fact]
    public void Features_are_those_of_the_stream_whatever_the_level_of_later_sound()
    {
        TrainingExample first = ExampleMaker.Make(Mixture(0.1f, 0.1f, 24000), lookAhead: 2);
        TrainingExample second = ExampleMaker.Make(Mixture(0.1f, 0.1f, 24000, changeFrom: 24000), lookAhead: 2);
        int same = 24000 / 480 * FeatureVector.Length;
        Assert.Equal(first.Features[..same], second.Features[..same]);
        Assert.NotEqual(first.Features[same..], second.Features[same..]);
    }

    // Three mixtures are learnt by heart: the loss falls to a third within a few seconds.
    [Fact]
    public void A_tiny_network_learns_a_few_mixtures()
    {
        TrainingExample[] examples = [Mixed(1), Mixed(2), Mixed(3)];
        var network = new DenoiserNetwork(new DenoiserArchitecture(24, 24, 3, 24, 1), 1);
        var task = new FixedTask(network, examples);
        using var trainer = new Trainer<float>(
            network, task, new AdamW<float>(network), new TrainerOptions { Steps = 150, Schedule = new ConstantSchedule(0.01), Shards = 1, LongestGradient = 1 });
        double before = task.Validate(new Tape<float> { IsRecording = false });
        trainer.Run();
        double after = task.Validate(new Tape<float> { IsRecording = false });
        Assert.InRange(after, 0, before / 3);
    }

    private static TrainingExample Mixed(ulong seed)
    {
        float[] voice = Sounds.Harmonics(48000, 0.5, 100 + (40 * seed), 30);
        float[] noise = Sounds.Noise(48000, 0.5, seed, 0.03f);
        Array.Clear(voice, 0, voice.Length / 2);
        float[] noisy = [.. voice.Zip(noise, static (v, n) => v + n)];
        return ExampleMaker.Make(Wrap(voice, noisy, 24000), lookAhead: 2);
    }

    private static SpeechMixture Mixture(float speech, float noise, double bandwidth, int changeFrom = int.MaxValue)
    {
        float[] clean = Sounds.Noise(48000, 1, 1, speech);
        float[] noisy = [.. clean.Zip(Sounds.Noise(48000, 1, 2, noise), static (c, n) => c + n)];
        for (int n = changeFrom; n < noisy.Length; n++)
        {
            noisy[n] *= 3;
        }

        return Wrap(clean, noisy, bandwidth);
    }

    private static SpeechMixture Wrap(float[] clean, float[] noisy, double bandwidth) => new()
    {
        Clean = new AudioBuffer(48000, clean),
        Noisy = new AudioBuffer(48000, noisy),
        SnrDb = 0,
        SpeechBandwidthHz = bandwidth,
    };

    private sealed class FixedTask(DenoiserNetwork network, TrainingExample[] examples) : ITrainingTask<float>
    {
        public Tensor<float> Loss(Tape<float> tape, TrainingStep step) => DenoiserTask.Loss(network, tape, examples);

        public double Validate(Tape<float> tape) => DenoiserTask.Loss(network, tape, examples).Item();
    }
}

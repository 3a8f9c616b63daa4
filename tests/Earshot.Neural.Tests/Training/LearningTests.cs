using Earshot.Neural.Layers;
using Earshot.Neural.Optimizers;
using Earshot.Neural.Training;
using Earshot.Signals.Randomness;
using Earshot.Testing;

namespace Earshot.Neural.Tests.Training;

public sealed class LearningTests
{
    public static TheoryData<string> Names => [.. KnownNetworks.Makers.Keys];

    // A network that cannot learn four examples by heart has a wrong gradient somewhere. ln 4 = 1.39 is what guessing costs; 0.05 is right at 95 % sure.
    [Theory]
    [MemberData(nameof(Names))]
    public void Four_examples_are_learnt_by_heart(string network)
    {
        Layer<float> model = KnownNetworks.Makers[network](new SeededRandom(1));
        var options = new TrainerOptions { Steps = 250, Schedule = new ConstantSchedule(0.01), LongestGradient = 1 };
        using var trainer = new Trainer<float>(model, new ToneTask(model), new AdamW<float>(model), options);
        Assert.InRange(trainer.Run().Loss, 0, 0.05);
    }

    // Every labelling of four sequences is found without any alignment being given. Guessing costs some 10; 0.1 is right at 90 % sure, for whole sequences.
    [Theory]
    [InlineData("ctc", 0.1)]
    [InlineData("transducer", 0.1)]
    [InlineData("pruned transducer", 0.2)] // the sum of two losses
    public void Four_spellings_are_learnt_by_heart(string loss, double bound)
    {
        var task = new SpellingTask(loss);
        var options = new TrainerOptions { Steps = 300, Shards = 1, Schedule = new ConstantSchedule(0.01), LongestGradient = 1 };
        using var trainer = new Trainer<float>(task, task, new AdamW<float>(task), options);
        Assert.InRange(trainer.Run().Loss, 0, bound);
    }

    // New examples in each step, so this is learning and not remembering. The band is two per cent: other vector widths round differently, by far less.
    [Fact]
    public void A_seed_gives_its_loss_curve()
    {
        Layer<float> model = KnownNetworks.Makers["gru"](new SeededRandom(1));
        var options = new TrainerOptions { Steps = 120, Schedule = new CosineSchedule(0.01, 10, 120), LongestGradient = 1, LogEvery = 40 };
        using var trainer = new Trainer<float>(model, new ToneTask(model) { Draws = true }, new AdamW<float>(model), options);
        var curve = new Curve();
        trainer.Run(curve);
        double[] expected = [0.4478, 0.07816, 0.03767];
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.InRange(curve.Losses[i] / expected[i], 0.98, 1.02);
        }
    }

    // What a step leaves on the managed heap: tensors and closures, no elements.
    [Theory]
    [MemberData(nameof(Names))]
    public void A_training_step_allocates_little(string network)
    {
        Layer<float> model = KnownNetworks.Makers[network](new SeededRandom(1));
        var task = new ToneTask(model);
        var optimizer = new AdamW<float>(model);
        var tape = new Tape<float>();
        long bytes = AllocatedBytes.Least(() =>
        {
            tape.Reset();
            tape.Gradients.Clear();
            tape.Backward(task.Loss(tape, new TrainingStep(0, 0, 1, 0)));
            GradientNorm.Clip(tape.Gradients, optimizer.Parameters, 1);
            optimizer.Step(tape.Gradients, 0.001);
        });
        Assert.InRange(bytes, 1, 32 * 1024);
    }

    // The elements of all tensors come from the arena, which stops growing after the second step.
    [Fact]
    public void The_arena_stops_growing()
    {
        Layer<float> model = KnownNetworks.Makers["transformer"](new SeededRandom(1));
        var task = new ToneTask(model);
        var tape = new Tape<float>();
        long capacity = 0;
        for (int step = 0; step < 4; step++)
        {
            tape.Reset();
            tape.Backward(task.Loss(tape, new TrainingStep(0, 0, 1, 0)));
            Assert.True(step < 2 || tape.Capacity == capacity);
            capacity = tape.Capacity;
        }
    }

    private sealed class Curve : IProgress<TrainingProgress>
    {
        public List<double> Losses { get; } = [];

        public void Report(TrainingProgress value) => Losses.Add(value.Loss);
    }
}

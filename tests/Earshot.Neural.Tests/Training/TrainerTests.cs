using System.Text.Json;
using Earshot.Neural.Layers;
using Earshot.Neural.Operations;
using Earshot.Neural.Optimizers;
using Earshot.Neural.Training;
using Earshot.Signals.Randomness;

namespace Earshot.Neural.Tests.Training;

public sealed class TrainerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("earshot-training-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Workers_do_not_change_the_weights()
    {
        float[] one = Train(steps: 12, workers: 1);
        Assert.Equal(one, Train(steps: 12, workers: 2));
        Assert.Equal(one, Train(steps: 12, workers: 4));
        Assert.NotEqual(one, Train(steps: 12, workers: 1, seed: 2));
    }

    // A run that is stopped after any of its first steps, in a new process as it were, ends with the weights of one that never was.
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    public void An_interrupted_run_ends_with_the_same_weights(int stopAfter)
    {
        float[] whole = Train(steps: 9, workers: 1);
        using (var stop = new CancellationTokenSource())
        {
            Assert.Throws<OperationCanceledException>(() => Train(9, 1, folder: _folder, stop: stop, stopAfter: stopAfter));
        }

        Assert.Equal(whole, Train(9, 2, folder: _folder));
        Assert.Equal(
            Enumerable.Range(1, 9).Select(step => (long)step),
            File.ReadLines(Path.Combine(_folder, "log.jsonl")).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("step").GetInt64()));
    }

    // A process that dies leaves the last checkpoint and perhaps half a line of the log.
    [Fact]
    public void A_killed_run_takes_its_last_steps_again()
    {
        float[] whole = Train(steps: 9, workers: 1);
        Train(5, 1, folder: _folder);
        File.AppendAllText(Path.Combine(_folder, "log.jsonl"), "{\"step\":6,\"loss\":1}\n{\"step\":7,\"lo");
        Assert.Equal(whole, Train(9, 1, folder: _folder));
        Assert.Equal(9, File.ReadLines(Path.Combine(_folder, "log.jsonl")).Count());
    }

    [Fact]
    public void A_loss_that_is_no_number_stops_training_with_step_layer_and_checkpoint()
    {
        Sequential<float> model = Model(1);
        using var trainer = new Trainer<float>(
            model, new ToneTask(model) { Breaks = 6 }, new AdamW<float>(model), Options(20, 1, 1) with { Folder = _folder, CheckpointEvery = 3 });
        var error = Assert.Throws<TrainingDivergedException>(() => trainer.Run());
        Assert.Equal(6, error.Step);
        Assert.Equal(Path.Combine(_folder, "last.safetensors"), error.Checkpoint);

        // The checkpoint is good: training can go on from it.
        Sequential<float> other = Model(2);
        using var again = new Trainer<float>(other, new ToneTask(other), new AdamW<float>(other), Options(8, 1, 1) with { Folder = _folder });
        Assert.True(again.Resume());
        Assert.Equal(6, again.Step);
        Assert.Equal(8, again.Run().Step);
    }

    [Fact]
    public void The_layer_that_breaks_is_named()
    {
        Sequential<float> model = Model(1);
        var task = new BrokenTask(model);
        using var trainer = new Trainer<float>(model, task, new AdamW<float>(model), Options(3, 1, 1));
        var error = Assert.Throws<TrainingDivergedException>(() => trainer.Run());
        Assert.Contains("Log [B 1, T 2, F 4] near the layer of 3.bias", error.Message, StringComparison.Ordinal);
        model.Parameters.First().Parameter.Values[0] = float.NaN;
        using var second = new Trainer<float>(model, task, new AdamW<float>(model), Options(3, 1, 1));
        Assert.Contains("0.input_weight is not finite", Assert.Throws<TrainingDivergedException>(() => second.Run()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Training_stops_early_and_keeps_the_best()
    {
        Sequential<float> model = Model(1);
        var options = Options(400, 1, 1) with { Folder = _folder, ValidateEvery = 5, Patience = 3, Schedule = new ConstantSchedule(0.3) };
        using var trainer = new Trainer<float>(model, new ToneTask(model) { Draws = true }, new AdamW<float>(model), options);
        TrainingSummary summary = trainer.Run();
        Assert.True(summary.EndedEarly);
        Assert.Equal(summary.BestStep + 15, summary.Step);
        Assert.True(File.Exists(Path.Combine(_folder, "best.safetensors")));
        Assert.True(double.IsFinite(summary.BestValidation));
    }

    [Fact]
    public void A_checkpoint_of_another_run_is_refused()
    {
        Train(2, 1, folder: _folder);
        Sequential<float> model = Model(1);
        using (var other = new Trainer<float>(model, new ToneTask(model), new AdamW<float>(model), Options(9, 1, seed: 77) with { Folder = _folder }))
        {
            Assert.Contains("seed and shards are 1, 4", Assert.Throws<ModelFormatException>(() => other.Resume()).Message, StringComparison.Ordinal);
        }

        using (var other = new Trainer<float>(model, new ToneTask(model), new Sgd<float>(model), Options(9, 1, 1) with { Folder = _folder }))
        {
            Assert.Contains("optimizer is AdamW", Assert.Throws<ModelFormatException>(() => other.Resume()).Message, StringComparison.Ordinal);
        }

        var wide = new Sequential<float>(new Gru<float>(ToneTask.Features, 9, new SeededRandom(1)), new Linear<float>(9, ToneTask.Classes, new SeededRandom(1)));
        using (var other = new Trainer<float>(wide, new ToneTask(wide), new AdamW<float>(wide), Options(9, 1, 1) with { Folder = _folder }))
        {
            Assert.Throws<ModelFormatException>(() => other.Resume());
        }

        byte[] bytes = File.ReadAllBytes(Path.Combine(_folder, "last.safetensors"));
        File.WriteAllBytes(Path.Combine(_folder, "last.safetensors"), bytes[..^100]);
        using var last = new Trainer<float>(model, new ToneTask(model), new AdamW<float>(model), Options(9, 1, 1) with { Folder = _folder });
        Assert.Throws<ModelFormatException>(() => last.Resume());
    }

    [Fact]
    public void Running_statistics_follow_the_batches_of_all_shards()
    {
        var norm = new BatchNorm<float>(ToneTask.Features);
        var model = new Sequential<float>(norm, new Linear<float>(ToneTask.Features, ToneTask.Classes, new SeededRandom(1)));
        using (var trainer = new Trainer<float>(model, new ToneTask(model), new Sgd<float>(model), Options(200, 2, 1)))
        {
            trainer.Run();
        }

        // Without chance between steps the running statistics reach what every step sees; the noise of four examples decides how far that is from 0 and 1.
        var tape = new Tape<float>();
        float[] before = norm.RunningMean.Values.ToArray();
        Assert.Contains(before, value => Math.Abs(value) > 0.01);
        new ToneTask(model).Loss(tape, new TrainingStep(0, 0, 1, 0));
        Assert.All(tape.Gradients[norm.RunningMean].ToArray(), distance => Assert.InRange(distance, -1e-3, 1e-3));
    }

    [Fact]
    public void Per_example_gradients_add_up_to_those_of_the_batch()
    {
        Sequential<float> model = Model(1);
        var task = new ToneTask(model);
        var sums = model.Parameters.ToDictionary(named => named.Name, named => new float[named.Parameter.Shape.Count], StringComparer.Ordinal);
        PerExampleGradients.Visit<float>(4, (tape, example) => task.Loss(tape, new TrainingStep(0, example, 4, 0)), (_, gradients) =>
        {
            foreach (NamedParameter<float> named in model.Parameters)
            {
                for (int i = 0; i < sums[named.Name].Length; i++)
                {
                    sums[named.Name][i] += gradients[named.Parameter][i] / 4;
                }
            }
        });
        var tape = new Tape<float> { IsTraining = false };
        tape.Backward(task.Loss(tape, new TrainingStep(0, 0, 1, 0)));
        foreach (NamedParameter<float> named in model.Parameters)
        {
            Assert.Equal(sums[named.Name], tape.Gradients[named.Parameter].ToArray(), (a, b) => Math.Abs(a - b) < 1e-6);
        }

        IReadOnlyList<float[]> fisher = PerExampleGradients.FisherDiagonal(model, 4, (tape, example) => task.Loss(tape, new TrainingStep(0, example, 4, 0)));
        Assert.All(fisher, each => Assert.All(each, value => Assert.True(value >= 0)));
        Assert.Contains(fisher[0], value => value > 0);
    }

    [Fact]
    public void Every_epoch_sees_every_example_once_and_any_place_can_be_found_alone()
    {
        var order = new ExampleOrder(10, 3);
        int[] places = new int[30];
        order.Take(0, places);
        for (int epoch = 0; epoch < 3; epoch++)
        {
            Assert.Equal(Enumerable.Range(0, 10), places.Skip(epoch * 10).Take(10).Order());
        }

        Assert.NotEqual(places[..10], places[10..20]);
        int[] part = new int[4];
        new ExampleOrder(10, 3).Take(18, part);
        Assert.Equal(places[18..22], part);
    }

    [Fact]
    public void All_wrong_options_are_listed()
    {
        Sequential<float> model = Model(1);
        var error = Assert.Throws<ArgumentException>(() =>
            new Trainer<float>(model, new ToneTask(model), new AdamW<float>(model), Options(0, 1, 1) with { Shards = 0 }).Dispose());
        Assert.Contains("Steps is 0", error.Message, StringComparison.Ordinal);
        Assert.Contains("Shards is 0", error.Message, StringComparison.Ordinal);
    }

    private static float[] Train(int steps, int workers, ulong seed = 1, string? folder = null, CancellationTokenSource? stop = null, int stopAfter = 0)
    {
        Sequential<float> model = Model(1);
        var options = Options(steps, workers, seed) with { Folder = folder, AverageDecay = 0.9, ValidateEvery = 3 };
        using var trainer = new Trainer<float>(model, new ToneTask(model) { Draws = true }, new AdamW<float>(model), options);
        if (folder is not null)
        {
            trainer.Resume();
        }

        trainer.Run(new Stopper(stop, stopAfter), stop?.Token ?? default);
        trainer.SwapAverage();
        return [.. model.Parameters.SelectMany(named => named.Parameter.Values.ToArray())];
    }

    private static Sequential<float> Model(ulong seed) => new(
        new Gru<float>(ToneTask.Features, 8, new SeededRandom(seed)),
        new Dropout<float>(0.2, 8),
        new BatchNorm<float>(8),
        new Linear<float>(8, ToneTask.Classes, new SeededRandom(seed + 1)));

    private static TrainerOptions Options(long steps, int workers, ulong seed) => new()
    {
        Steps = steps,
        Workers = workers,
        Shards = 4,
        Seed = seed,
        Schedule = new CosineSchedule(0.01, 2, 9),
        LongestGradient = 1,
        LogEvery = 1,
    };

    private sealed class Stopper(CancellationTokenSource? stop, int after) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Step == after)
            {
                stop?.Cancel();
            }
        }
    }

    // Takes the logarithm of numbers below zero behind the bias of the last layer.
    private sealed class BrokenTask(Sequential<float> model) : ITrainingTask<float>
    {
        public Tensor<float> Loss(Tape<float> tape, TrainingStep step)
        {
            Tensor<float> x = tape.Constant(new Shape("BTF", 1, 2, ToneTask.Features), new float[2 * ToneTask.Features]);
            return model.Forward(x).Square().Shift(1e-3).Scale(-1).Log().Sum();
        }
    }
}

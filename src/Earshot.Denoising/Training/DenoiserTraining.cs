using Earshot.Corpora;
using Earshot.Corpora.Mixing;
using Earshot.Denoising.Network;
using Earshot.Neural.Optimizers;
using Earshot.Neural.Training;

namespace Earshot.Denoising.Training;

/// <summary>Trains a denoiser from a recipe.</summary>
public static class DenoiserTraining
{
    private const int DevelopmentExamples = 32;
    private const double AverageDecay = 0.99;

    /// <summary>Trains, going on from the last checkpoint in the folder if there is one.</summary>
    /// <param name="recipe">The run.</param>
    /// <param name="data">The recordings: sets speech48, sentences, noise48.</param>
    /// <param name="folder">Where checkpoints, the log and the result go.</param>
    /// <param name="workers">Threads, 1 .. 2; the result does not depend on it.</param>
    /// <param name="progress">Hears how training stands, or nothing.</param>
    /// <param name="cancellation">Stops after the step at hand, leaving a checkpoint.</param>
    /// <returns>How training ended; the best model by the development loss is <c>denoiser.safetensors</c> in the folder.</returns>
    /// <exception cref="ArgumentException">The recipe holds values out of range.</exception>
    /// <exception cref="OperationCanceledException">Training was stopped; the same call goes on.</exception>
    public static TrainingSummary Run(
        DenoiserRecipe recipe, DatasetRoot data, string folder, int workers = 1, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(data);
        recipe.Validate(nameof(recipe));
        var corpus = new DenoisingCorpus(data);
        var mixing = new MixingOptions { Seconds = recipe.Seconds };
        IReadOnlyList<IReadOnlyList<ManifestEntry>> speech = [.. corpus.TrainSpeech, .. recipe.SpeechFolders.Select(static path => Manifest.Read(path).Entries)];
        IReadOnlyList<ManifestEntry> noise = [.. corpus.TrainNoise, .. recipe.NoiseFolders.SelectMany(static path => Manifest.Read(path).Entries)];
        var pool = new ExamplePool(new SpeechMixer(speech, noise, corpus.Read, mixing), recipe.PoolSize, recipe.Seed);
        var development = new SpeechMixer(corpus.DevelopmentSpeech, corpus.DevelopmentNoise, corpus.Read, mixing);
        TrainingExample[] examples = [.. Enumerable.Range(0, DevelopmentExamples).Select(i => ExampleMaker.Make(development.Create((ulong)i), lookAhead: 2))];

        var network = new DenoiserNetwork(DenoiserArchitecture.Named(recipe.Architecture), recipe.Seed);
        var task = new DenoiserTask(network, pool, examples, recipe);
        var options = new TrainerOptions
        {
            Steps = recipe.Steps,
            Schedule = new CosineSchedule(recipe.Rate, recipe.WarmupSteps, recipe.Steps, recipe.Rate / 50),
            Workers = workers,
            Seed = recipe.Seed,
            LongestGradient = 1,
            AverageDecay = AverageDecay,
            ValidateEvery = 100,
            CheckpointEvery = 100,
            Folder = folder,
        };
        using var trainer = new Trainer<float>(network, task, new AdamW<float>(network), options);
        trainer.Resume();
        try
        {
            return trainer.Run(progress, cancellation);
        }
        finally
        {
            Publish(network, folder);
        }
    }

    // The trainer's best checkpoint, under a name and with the notes by which a model file is known.
    private static void Publish(DenoiserNetwork network, string folder)
    {
        string best = Path.Combine(folder, "best.safetensors");
        if (!File.Exists(best))
        {
            return;
        }

        var model = new DenoiserNetwork(network.Architecture, seed: 0);
        Neural.Files.ModelFile.Load(model, best);
        new DenoiserModel(model).Save(Path.Combine(folder, "denoiser.safetensors"));
    }
}

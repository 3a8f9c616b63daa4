using System.CommandLine;
using System.Globalization;
using Earshot.Cli.CommandLine;
using Earshot.Cli.Terminals;
using Earshot.Corpora;
using Earshot.Denoising.Training;
using Earshot.Neural.Training;

namespace Earshot.Cli.Training;

/// <summary><c>earshot train</c>: trains a model from a recipe; a run that was stopped goes on where it was.</summary>
internal sealed class TrainVerb : Verb
{
    private readonly Argument<string> _recipe = new("RECIPE") { Description = "The recipe, a file of recipes/." };
    private readonly Option<string> _out = new("--out")
    {
        Description = "Folder for checkpoints, the log and the model; a run found there goes on.",
        HelpName = "FOLDER",
        Required = true,
    };

    private readonly Option<int> _workers = new("--workers")
    {
        Description = "Threads, 1 or 2; the result does not depend on it.",
        HelpName = "COUNT",
        DefaultValueFactory = static _ => 1,
    };

    /// <summary>Creates the verb.</summary>
    /// <param name="terminal">Where output goes to.</param>
    public TrainVerb(Terminal terminal)
        : base(terminal, "train", "Train a model from a recipe; a run that was stopped goes on where it was.")
    {
        _workers.Validators.Add(InRange.Of(1, 2));
        Add(_recipe);
        Add(_out);
        Add(_workers);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["earshot train recipes/denoiser-small.json --out run"];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        DenoiserRecipe recipe = DenoiserRecipe.Read(arguments.GetRequiredValue(_recipe));
        DatasetRoot data = DatasetRoot.Find()
            ?? throw new DirectoryNotFoundException($"there is no data folder; set {DatasetRoot.VariableName} to one that holds speech48, sentences and noise48");
        string folder = arguments.GetRequiredValue(_out);
        var progress = new LogProgress(Terminal, recipe.Steps);
        int workers = arguments.GetValue(_workers);
        TrainingSummary summary = await Task.Run(() => DenoiserTraining.Run(recipe, data, folder, workers, progress, cancellation), cancellation);
        Terminal.Results.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{summary.Step} steps; best development loss {summary.BestValidation:0.00000} at step {summary.BestStep}; {Path.Combine(folder, "denoiser.safetensors")}"));
        return ExitCode.Done;
    }
}

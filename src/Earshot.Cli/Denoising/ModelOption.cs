using System.CommandLine;
using Earshot.Cli.CommandLine;
using Earshot.Denoising;

namespace Earshot.Cli.Denoising;

/// <summary>The model of a verb: a file that <c>earshot train</c> made.</summary>
internal sealed class ModelOption
{
    private readonly Option<string?> _model = new("--model") { Description = "The model: a file that `earshot train` made.", HelpName = "FILE" };

    /// <summary>Adds the option to a verb.</summary>
    /// <param name="verb">The verb.</param>
    public void AddTo(Command verb) => verb.Add(_model);

    /// <summary>Reads the model.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <exception cref="UsageException">No model was named.</exception>
    public DenoiserModel Load(ParseResult arguments) => arguments.GetValue(_model) is { } path
        ? DenoiserModel.Load(path)
        : throw new UsageException("no model: name one with --model FILE; `earshot train recipes/denoiser-small.json --out FOLDER` makes one");

    /// <summary>The option as it stands on a command line.</summary>
    /// <param name="arguments">The parsed command line.</param>
    public string Text(ParseResult arguments) => arguments.GetValue(_model) is { } path ? $" --model {path}" : "";
}

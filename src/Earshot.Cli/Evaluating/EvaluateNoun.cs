using System.CommandLine;
using Earshot.Cli.Terminals;

namespace Earshot.Cli.Evaluating;

/// <summary><c>earshot evaluate</c>: the protocols behind the figures of the documents.</summary>
internal sealed class EvaluateNoun : Command
{
    /// <summary>Creates the noun with its verbs.</summary>
    /// <param name="terminal">What the verbs talk to.</param>
    public EvaluateNoun(Terminal terminal)
        : base("evaluate", "Run a protocol and write its report.")
    {
        Add(new EvaluateSpatialVerb(terminal));
        Add(new EvaluateWatermarkVerb(terminal));
        Add(new EvaluateDenoisingVerb(terminal));
    }
}

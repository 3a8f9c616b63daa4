using System.CommandLine;
using Earshot.Cli.Terminals;

namespace Earshot.Cli.Spatial;

/// <summary><c>earshot spatial</c>: a compact speaker's stage, designed, scored, drawn and played.</summary>
internal sealed class SpatialNoun : Command
{
    /// <summary>Creates the noun with its verbs.</summary>
    /// <param name="terminal">Where input comes from and output goes to.</param>
    public SpatialNoun(Terminal terminal)
        : base("spatial", "Design, score and render a compact speaker's stage.")
    {
        Add(new PresetVerb(terminal));
        Add(new DesignVerb(terminal));
        Add(new ScoreVerb(terminal));
        Add(new CompareVerb(terminal));
        Add(new PlotVerb(terminal));
        Add(new RenderVerb(terminal));
        Add(new RoomVerb(terminal));
    }
}

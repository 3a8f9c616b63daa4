using System.CommandLine;
using Earshot.Cli.Terminals;

namespace Earshot.Cli.Watermarking;

/// <summary><c>earshot watermark</c>: keys, marking, finding marks and looking at them.</summary>
internal sealed class WatermarkNoun : Command
{
    /// <summary>Creates the noun with its verbs.</summary>
    /// <param name="terminal">Where input comes from and output goes to.</param>
    /// <param name="clock">Tells the time that a time stamp carries and is read against.</param>
    public WatermarkNoun(Terminal terminal, TimeProvider clock)
        : base("watermark", "Mark recordings so that a device hears it across a room, and find the marks again.")
    {
        Add(new KeygenVerb(terminal));
        Add(new EmbedVerb(terminal, clock));
        Add(new DetectVerb(terminal, clock));
        Add(new PlotVerb(terminal));
        Add(new ReverberationVerb(terminal));
    }
}

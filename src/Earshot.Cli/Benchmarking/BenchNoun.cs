using System.CommandLine;
using Earshot.Cli.Benchmarking.Neural;
using Earshot.Cli.Terminals;

namespace Earshot.Cli.Benchmarking;

/// <summary><c>earshot bench</c>: how fast each capability is on this machine.</summary>
internal sealed class BenchNoun : Command
{
    /// <summary>Creates the noun with its verbs.</summary>
    /// <param name="terminal">What the verbs talk to.</param>
    public BenchNoun(Terminal terminal)
        : base("bench", "Measure speed and memory on this machine.")
    {
        Add(new BenchWatermarkVerb(terminal));
        Add(new BenchNeuralVerb(terminal));
    }
}

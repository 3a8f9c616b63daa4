using System.CommandLine;
using Earshot.Cli.Terminals;

namespace Earshot.Cli.CommandLine;

/// <summary>One verb of the tool: its arguments, its examples and its body, in one small file.</summary>
/// <remarks>
/// A verb declares its arguments and options as fields, adds them in its constructor and does its work in <see cref="RunAsync"/>.
/// It reports failure by throwing: <see cref="Failure"/> turns every exception into one line and an exit code.
/// </remarks>
internal abstract class Verb : Command
{
    /// <summary>Creates the verb and binds its body.</summary>
    /// <param name="terminal">Where input comes from and output goes to.</param>
    /// <param name="name">The word on the command line.</param>
    /// <param name="description">One sentence for the list of verbs.</param>
    protected Verb(Terminal terminal, string name, string description)
        : base(name, description)
    {
        Terminal = terminal;
        SetAction(async (arguments, cancellation) => (int)await RunAsync(arguments, cancellation));
    }

    /// <summary>Whole command lines that work, shown by --help; at least one.</summary>
    public abstract IReadOnlyList<string> Examples { get; }

    /// <summary>Where input comes from and output goes to.</summary>
    protected Terminal Terminal { get; }

    /// <summary>Does the work.</summary>
    /// <param name="arguments">The parsed command line, without errors.</param>
    /// <param name="cancellation">Set by Ctrl-C and SIGTERM.</param>
    protected abstract Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellation);
}

using System.CommandLine;
using System.CommandLine.Invocation;
using Earshot.Cli.Terminals;

namespace Earshot.Cli.CommandLine;

/// <summary>Runs one command line from its arguments to its exit code; nothing escapes as an exception.</summary>
internal static class EarshotProgram
{
    /// <summary>Parses and runs.</summary>
    /// <param name="arguments">The words after the name of the program.</param>
    /// <param name="terminal">Where input comes from and output goes to.</param>
    /// <param name="cancellation">Ends the verb; the exit code is then <see cref="ExitCode.Cancelled"/>.</param>
    /// <returns>The exit code of the process.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal, CancellationToken cancellation = default)
    {
        try
        {
            ParseResult parsed = EarshotCommands.Create(terminal).Parse(arguments);
            if (parsed.Action is ParseErrorAction)
            {
                return (int)Refuse(parsed, terminal);
            }

            var configuration = new InvocationConfiguration
            {
                Output = terminal.Results,
                Error = terminal.Log,
                EnableDefaultExceptionHandler = false,
                // Signals are ours (see ShutdownSignals): the library would answer SIGTERM with another code.
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(configuration, cancellation);
        }
#pragma warning disable CA1031 // The edge of the process: whatever happened becomes one line and an exit code.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return (int)Failure.Report(exception, terminal);
        }
    }

    private static ExitCode Refuse(ParseResult parsed, Terminal terminal)
    {
        Command command = parsed.CommandResult.Command;
        List<string> path = PathOf(command);
        if (command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Count == 0)
        {
            // A bare noun (or nothing at all): the list of its verbs says more than an error.
            var toLog = new InvocationConfiguration { Output = terminal.Log, Error = terminal.Log };
            EarshotCommands.Create(terminal).Parse([.. path, "--help"]).Invoke(toLog);
            return ExitCode.WrongUsage;
        }

        IEnumerable<string> problems = command.Subcommands.Count > 0
            ? [$"{parsed.UnmatchedTokens[0]} is not known here; expected one of: {string.Join(", ", command.Subcommands.Select(c => c.Name))}"]
            : parsed.Errors.Select(e => e.Message).Distinct(StringComparer.Ordinal);
        foreach (string problem in problems)
        {
            terminal.Error(problem);
        }

        terminal.Note($"Try: {string.Join(' ', ["earshot", .. path, "--help"])}");
        return ExitCode.WrongUsage;
    }

    // The words that lead to a command, without the root.
    private static List<string> PathOf(Command command)
    {
        var path = new List<string>();
        for (Command? c = command; c is not null and not RootCommand; c = c.Parents.OfType<Command>().FirstOrDefault())
        {
            path.Insert(0, c.Name);
        }

        return path;
    }
}

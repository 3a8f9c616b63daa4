using Earshot.Cli.Terminals;

namespace Earshot.Cli.CommandLine;

/// <summary>Turns an exception into one line on standard error and an exit code.</summary>
/// <remarks>With <c>EARSHOT_TRACE=1</c> in the environment the whole exception follows the line.</remarks>
internal static class Failure
{
    /// <summary>Reports what went wrong.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="terminal">Where the line goes.</param>
    /// <returns>The exit code.</returns>
    public static ExitCode Report(Exception exception, Terminal terminal)
    {
        if (exception is BrokenPipeException)
        {
            // The reader (head, a closed player) has what it wanted.
            return ExitCode.Done;
        }

        terminal.Error(Describe(exception));
        if (Environment.GetEnvironmentVariable("EARSHOT_TRACE") == "1")
        {
            terminal.Log.WriteLine(exception.ToString());
        }

        return exception switch
        {
            OperationCanceledException => ExitCode.Cancelled,
            UsageException or ArgumentException => ExitCode.WrongUsage,
            _ => ExitCode.Failed,
        };
    }

    /// <summary>The message without the name of the parameter in the code, which means nothing at a terminal.</summary>
    /// <param name="exception">The exception.</param>
    public static string MessageOf(ArgumentException exception) =>
        exception.Message.Replace($" (Parameter '{exception.ParamName}')", "", StringComparison.Ordinal);

    private static string Describe(Exception exception) => exception switch
    {
        OperationCanceledException => "cancelled",
        FileNotFoundException { FileName: { Length: > 0 } name } => $"{name}: no such file",
        DirectoryNotFoundException => exception.Message,
        OutOfMemoryException => "out of memory; a shorter input would fit",
        // What Earshot throws on purpose, and what the system says about files, is written for people already.
        ArgumentException argument => MessageOf(argument),
        IOException or UnauthorizedAccessException => exception.Message,
        _ when exception.GetType().Namespace?.StartsWith("Earshot", StringComparison.Ordinal) == true => exception.Message,
        _ => $"internal error, please report it (EARSHOT_TRACE=1 shows where): {exception.GetType().Name}: {exception.Message}",
    };
}

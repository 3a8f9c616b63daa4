namespace Earshot.Cli.CommandLine;

/// <summary>The words on the command line are right one by one, but make no sense together or with this input.</summary>
internal sealed class UsageException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">One sentence for the person at the terminal.</param>
    public UsageException(string message)
        : base(message)
    {
    }
}

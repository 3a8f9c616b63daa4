namespace Earshot.Cli.CommandLine;

/// <summary>How the process ends; the numbers are part of the tool's contract.</summary>
internal enum ExitCode
{
    /// <summary>The verb did what was asked.</summary>
    Done = 0,

    /// <summary>It could not be done: a missing or broken file, a missing library, a full disk.</summary>
    Failed = 1,

    /// <summary>The command line made no sense.</summary>
    WrongUsage = 2,

    /// <summary>It was done, and a measured figure missed its threshold.</summary>
    ThresholdMissed = 3,

    /// <summary>Ctrl-C or SIGTERM ended it.</summary>
    Cancelled = 130,
}

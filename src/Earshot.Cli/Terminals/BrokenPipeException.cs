namespace Earshot.Cli.Terminals;

/// <summary>Whoever read standard output has gone; there is nobody left to work for.</summary>
internal sealed class BrokenPipeException : IOException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="innerException">The failed write.</param>
    public BrokenPipeException(Exception innerException)
        : base("standard output was closed", innerException)
    {
    }
}

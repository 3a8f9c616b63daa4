namespace Earshot.Signals;

/// <summary>A file or stream is broken, or of a kind that Earshot does not read.</summary>
/// <remarks>The message says which file, at which byte where that is known, what was found, and what would be accepted.</remarks>
public sealed class AudioFormatException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">One sentence for the person at the terminal.</param>
    public AudioFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    /// <param name="message">One sentence for the person at the terminal.</param>
    /// <param name="innerException">What led to it.</param>
    public AudioFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

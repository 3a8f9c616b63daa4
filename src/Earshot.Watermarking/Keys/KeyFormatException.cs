namespace Earshot.Watermarking.Keys;

/// <summary>A key file is broken, of another version, or holds a weak key.</summary>
public sealed class KeyFormatException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">One sentence for the person at the terminal.</param>
    public KeyFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    /// <param name="message">One sentence for the person at the terminal.</param>
    /// <param name="innerException">What led to it.</param>
    public KeyFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

namespace Earshot.Neural;

/// <summary>A model or a checkpoint is broken, of another architecture, or not what its header says.</summary>
/// <remarks>The message says which file, what was found, and what was expected.</remarks>
public sealed class ModelFormatException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">One sentence for the person at the terminal.</param>
    public ModelFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    /// <param name="message">One sentence for the person at the terminal.</param>
    /// <param name="innerException">What led to it.</param>
    public ModelFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

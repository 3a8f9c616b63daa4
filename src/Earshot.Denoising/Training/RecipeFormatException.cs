namespace Earshot.Denoising.Training;

/// <summary>A recipe does not say what it should.</summary>
public sealed class RecipeFormatException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which file, what was found, what was expected.</param>
    public RecipeFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    /// <param name="message">Which file, what was found, what was expected.</param>
    /// <param name="innerException">What went wrong underneath.</param>
    public RecipeFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

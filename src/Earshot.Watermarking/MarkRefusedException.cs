namespace Earshot.Watermarking;

/// <summary>The programme cannot carry the mark that was asked for: it is too short, or has nothing in the band.</summary>
public sealed class MarkRefusedException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">One sentence for the person at the terminal.</param>
    public MarkRefusedException(string message)
        : base(message)
    {
    }
}

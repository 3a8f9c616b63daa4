namespace Earshot.Evaluation.Figures;

/// <summary>A finished picture that can be written as a file.</summary>
public interface IFigure
{
    /// <summary>Writes the whole file.</summary>
    /// <param name="stream">Where to.</param>
    void WriteTo(Stream stream);
}

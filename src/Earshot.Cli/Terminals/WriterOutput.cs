using System.Text;
using Spectre.Console;

namespace Earshot.Cli.Terminals;

/// <summary>Lets Spectre.Console draw on one of our writers.</summary>
internal sealed class WriterOutput : IAnsiConsoleOutput
{
    private readonly int _widthOfFiles;

    /// <summary>Creates the output.</summary>
    /// <param name="writer">Where text goes.</param>
    /// <param name="isTerminal">Whether a person looks at it.</param>
    /// <param name="widthOfFiles">Columns when nobody does.</param>
    public WriterOutput(TextWriter writer, bool isTerminal, int widthOfFiles)
    {
        Writer = writer;
        IsTerminal = isTerminal;
        _widthOfFiles = widthOfFiles;
    }

    /// <inheritdoc/>
    public TextWriter Writer { get; }

    /// <inheritdoc/>
    public bool IsTerminal { get; }

    /// <inheritdoc/>
    public int Width => IsTerminal ? Math.Max(40, System.Console.WindowWidth) : _widthOfFiles;

    /// <inheritdoc/>
    public int Height => IsTerminal ? Math.Max(10, System.Console.WindowHeight) : 50;

    /// <inheritdoc/>
    public void SetEncoding(Encoding encoding)
    {
        // The writer is UTF-8 already.
    }
}

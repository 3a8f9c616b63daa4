namespace Earshot.Corpora;

/// <summary>One line of a manifest: a recording and what is known about it.</summary>
public sealed class ManifestEntry
{
    // In the order of preference where a set holds the same clip twice.
    private static readonly string[] Endings = ["", ".opus", ".wav", ".flac"];

    private readonly string _folder;
    private readonly IReadOnlyList<string> _columns;
    private readonly string[] _values; // [column]

    internal ManifestEntry(string folder, IReadOnlyList<string> columns, string[] values, int line, int fileColumn)
    {
        _folder = folder;
        _columns = columns;
        _values = values;
        Line = line;
        File = values[fileColumn];
    }

    /// <summary>The clip as the manifest names it: relative to the manifest's folder, usually without ending.</summary>
    public string File { get; }

    /// <summary>Line of the manifest, from 1; the header is line 1.</summary>
    public int Line { get; }

    /// <summary>The value of a named column; empty where the manifest leaves it empty.</summary>
    /// <param name="column">A column of the header, exact case.</param>
    /// <exception cref="ArgumentException">There is no such column; the message lists those there are.</exception>
    public string this[string column] => TryGetValue(column, out string value)
        ? value
        : throw new ArgumentException($"no column '{column}'; there are {string.Join(", ", _columns)}", nameof(column));

    /// <summary>Looks a named column up.</summary>
    /// <param name="column">A column of the header, exact case.</param>
    /// <param name="value">Its value, or the empty string.</param>
    /// <returns>Whether there is such a column.</returns>
    public bool TryGetValue(string column, out string value)
    {
        for (int i = 0; i < _columns.Count; i++)
        {
            if (_columns[i] == column)
            {
                value = _values[i];
                return true;
            }
        }

        value = string.Empty;
        return false;
    }

    /// <summary>The full path of the recording: the name as it is, or with .opus, .wav or .flac behind it.</summary>
    /// <exception cref="FileNotFoundException">None of them exists.</exception>
    public string FindAudio()
    {
        string bare = Path.Combine(_folder, File);
        foreach (string ending in Endings)
        {
            if (System.IO.File.Exists(bare + ending))
            {
                return bare + ending;
            }
        }

        throw new FileNotFoundException($"line {Line} of the manifest names '{File}', but neither it nor it with {string.Join(", ", Endings[1..])} is in '{_folder}'", bare);
    }

    /// <inheritdoc/>
    public override string ToString() => File;
}

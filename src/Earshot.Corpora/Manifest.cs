using System.Text;

namespace Earshot.Corpora;

/// <summary>The index of a data set: tab-separated, a header line, one recording a line.</summary>
/// <remarks>
/// Text is UTF-8; quotes have no meaning; empty lines are skipped; every other line has as many fields as the header. One
/// column is called <c>file</c> and names the clip relative to the manifest, so that a folder may be moved as a whole.
/// </remarks>
public sealed class Manifest
{
    /// <summary>The name that a manifest has in its folder.</summary>
    public const string DefaultFileName = "index.tsv";

    private const string FileColumn = "file";

    private Manifest(string path, IReadOnlyList<string> columns, IReadOnlyList<ManifestEntry> entries)
    {
        FilePath = path;
        Columns = columns;
        Entries = entries;
    }

    /// <summary>Where it was read from.</summary>
    public string FilePath { get; }

    /// <summary>The header.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>All recordings, in the order of the file.</summary>
    public IReadOnlyList<ManifestEntry> Entries { get; }

    /// <summary>Reads a manifest.</summary>
    /// <param name="path">The file, or the folder that holds an <c>index.tsv</c>.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is not a manifest; the message names file and line.</exception>
    public static Manifest Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string full = Path.GetFullPath(Directory.Exists(path) ? Path.Combine(path, DefaultFileName) : path);
        if (!File.Exists(full))
        {
            throw new FileNotFoundException($"no manifest '{full}'; expected a tab-separated file, or a folder with {DefaultFileName}", full);
        }

        using var reader = new StreamReader(full, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false));
        return Read(reader, full);
    }

    /// <summary>Reads a manifest from text.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="path">Where it stands for: its folder is that of the recordings; also named in messages.</param>
    /// <exception cref="InvalidDataException">It is not a manifest.</exception>
    public static Manifest Read(TextReader reader, string path)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentException.ThrowIfNullOrEmpty(path);
        string[] columns = ReadHeader(reader.ReadLine(), path);
        int fileColumn = Array.IndexOf(columns, FileColumn);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".";
        var entries = new List<ManifestEntry>();
        var seen = new Dictionary<string, int>();
        int line = 1;
        while (reader.ReadLine() is { } text)
        {
            line++;
            if (text.Length == 0)
            {
                continue;
            }

            string[] values = text.Split('\t');
            Require(values.Length == columns.Length, path, line, $"expected {columns.Length} fields ({string.Join(", ", columns)}), found {values.Length}");
            string file = values[fileColumn];
            Require(IsInside(folder, file), path, line, $"'{file}' is not a file below the manifest's folder");
            Require(seen.TryAdd(file, line), path, line, $"'{file}' stands already on line {seen[file]}");
            entries.Add(new ManifestEntry(folder, columns, values, line, fileColumn));
        }

        return new Manifest(path, columns, entries);
    }

    private static string[] ReadHeader(string? header, string path)
    {
        Require(!string.IsNullOrEmpty(header), path, 1, "expected a header, found nothing");
        string[] columns = header!.Split('\t');
        Require(columns.Contains(FileColumn), path, 1, $"expected a column '{FileColumn}', found {string.Join(", ", columns)}");
        Require(columns.Distinct().Count() == columns.Length, path, 1, "two columns have the same name");
        return columns;
    }

    // A manifest from elsewhere must not make a tool read what lies outside its folder.
    private static bool IsInside(string folder, string file)
    {
        if (file.Length == 0 || Path.IsPathRooted(file) || file.Contains('\0', StringComparison.Ordinal))
        {
            return false;
        }

        string relative = Path.GetRelativePath(folder, Path.GetFullPath(file, folder));
        return relative is not "." and not ".." && !relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    private static void Require(bool condition, string path, int line, string message)
    {
        if (!condition)
        {
            throw new InvalidDataException($"{path}, line {line}: {message}");
        }
    }
}

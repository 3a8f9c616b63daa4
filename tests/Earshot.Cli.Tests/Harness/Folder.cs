namespace Earshot.Cli.Tests.Harness;

/// <summary>A folder of its own for one test, gone afterwards.</summary>
internal sealed class Folder : IDisposable
{
    /// <summary>Creates the folder.</summary>
    public Folder()
    {
        Path = Directory.CreateTempSubdirectory("earshot-cli-").FullName;
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>The path of a file in it.</summary>
    /// <param name="name">The name of the file.</param>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Names of all files and folders in it, sorted.</summary>
    public string[] Names => [.. Directory.EnumerateFileSystemEntries(Path).Select(p => System.IO.Path.GetFileName(p)).Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}

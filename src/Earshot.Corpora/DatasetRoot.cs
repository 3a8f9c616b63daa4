namespace Earshot.Corpora;

/// <summary>The folder that holds the recordings for training and testing, each set in a folder of its own.</summary>
/// <remarks>
/// Looked for in this order: the environment variable <c>EARSHOT_DATA</c>; <c>../shared/data</c> beside the repository that the
/// program was built in, then beside the one around the working directory; <c>../shared/data</c> beside the working directory.
/// </remarks>
public sealed class DatasetRoot
{
    /// <summary>The environment variable that overrides the search.</summary>
    public const string VariableName = "EARSHOT_DATA";

    private const string RepositoryMark = "Earshot.slnx";

    private DatasetRoot(string path)
    {
        FolderPath = path;
    }

    /// <summary>The folder, absolute.</summary>
    public string FolderPath { get; }

    /// <summary>Finds the folder.</summary>
    /// <returns>The folder, or null where there is none.</returns>
    /// <exception cref="DirectoryNotFoundException"><c>EARSHOT_DATA</c> is set, but names no folder.</exception>
    public static DatasetRoot? Find() => Find(Environment.GetEnvironmentVariable(VariableName), AppContext.BaseDirectory, Directory.GetCurrentDirectory());

    internal static DatasetRoot? Find(string? variable, string programFolder, string workingFolder)
    {
        if (!string.IsNullOrWhiteSpace(variable))
        {
            return Directory.Exists(variable)
                ? new DatasetRoot(Path.GetFullPath(variable))
                : throw new DirectoryNotFoundException($"{VariableName} is '{variable}', which is no folder; unset it or name the folder that holds the data sets");
        }

        string? found = new[] { RepositoryAround(programFolder), RepositoryAround(workingFolder), workingFolder }
            .OfType<string>()
            .Select(folder => Path.GetFullPath(Path.Combine(folder, "..", "shared", "data")))
            .FirstOrDefault(Directory.Exists);
        return found is null ? null : new DatasetRoot(found);
    }

    /// <summary>Whether a set with an index is there.</summary>
    /// <param name="set">Name of its folder, such as <c>speech48</c>.</param>
    public bool Contains(string set) => File.Exists(Path.Combine(FolderPath, set, Manifest.DefaultFileName));

    /// <summary>Reads the index of a set.</summary>
    /// <param name="set">Name of its folder, such as <c>speech48</c>.</param>
    /// <exception cref="FileNotFoundException">There is no such set.</exception>
    /// <exception cref="InvalidDataException">Its index is broken.</exception>
    public Manifest ReadManifest(string set)
    {
        ArgumentException.ThrowIfNullOrEmpty(set);
        return Manifest.Read(Path.Combine(FolderPath, set, Manifest.DefaultFileName));
    }

    private static string? RepositoryAround(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, RepositoryMark)))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}

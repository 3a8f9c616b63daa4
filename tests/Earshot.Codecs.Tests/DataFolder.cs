namespace Earshot.Codecs.Tests;

/// <summary>Finds the folder of real recordings beside the repository, which need not be there.</summary>
internal static class DataFolder
{
    /// <summary>The files of one set, in order.</summary>
    internal static string[] Files(string set, string pattern, int count)
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Earshot.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        string data = Path.Combine(folder ?? ".", "..", "shared", "data", set);
        return Directory.Exists(data)
            ? Directory.EnumerateFiles(data, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal).Take(count).ToArray()
            : [];
    }
}

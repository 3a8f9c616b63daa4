using System.Reflection;
using System.Xml.Linq;

namespace Earshot.Conformance;

// The assemblies of every project under src/, found on disk so that none can be forgotten.
internal static class House
{
    public static IReadOnlyList<Assembly> Assemblies { get; } = [.. Projects().Select(Load)];

    private static IEnumerable<string> Projects()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Earshot.slnx")))
        {
            folder = folder.Parent;
        }

        return folder is null
            ? throw new InvalidOperationException("no Earshot.slnx above " + AppContext.BaseDirectory)
            : Directory.EnumerateFiles(Path.Combine(folder.FullName, "src"), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
    }

    private static Assembly Load(string project) =>
        Assembly.Load(XDocument.Load(project).Descendants("AssemblyName").FirstOrDefault()?.Value ?? Path.GetFileNameWithoutExtension(project));
}

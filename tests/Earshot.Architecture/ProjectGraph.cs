using System.Xml.Linq;

namespace Earshot.Architecture;

// Which project refers to which, and which references the design allows.
internal static class ProjectGraph
{
    private static readonly string[] Ground = ["Earshot.Signals"];
    private static readonly string[] Shared = ["Earshot.Codecs", "Earshot.Corpora", "Earshot.Evaluation", "Earshot.Neural"];
    private static readonly string[] Top = ["Earshot.Cli", "Earshot.Studio"];

    // Every project under src/ with the projects that it refers to.
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Read() => Repository.Files(".csproj")
        .Where(path => path.StartsWith("src/", StringComparison.Ordinal))
        .ToDictionary(path => Path.GetFileNameWithoutExtension(path), References, StringComparer.Ordinal);

    // Programs have commands, not a public API.
    public static bool IsProgram(string project) =>
        Top.Contains(project) || XDocument.Load(Repository.PathOf("src", project, project + ".csproj")).Descendants("OutputType").Any();

    // Arrows point down only; two projects on one floor do not refer to each other.
    public static bool Allows(string from, string to) => Floor(to) < Floor(from);

    public static IEnumerable<string> Breaches(IReadOnlyDictionary<string, IReadOnlyList<string>> graph) =>
        from project in graph
        from target in project.Value
        where !Allows(project.Key, target)
        select $"{project.Key} -> {target}";

    private static int Floor(string project) =>
        Ground.Contains(project) ? 0 : Shared.Contains(project) ? 1 : Top.Contains(project) ? 3 : 2;

    private static IReadOnlyList<string> References(string path) =>
    [
        .. XDocument.Load(Repository.PathOf(path)).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))),
    ];
}

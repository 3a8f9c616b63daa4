using System.Xml.Linq;

namespace Earshot.Architecture;

public sealed class ProjectTests
{
    [Fact]
    public void Arrows_point_down_only() => Breaches.None(ProjectGraph.Breaches(ProjectGraph.Read()));

    [Theory]
    [InlineData("Earshot.Signals", "Earshot.Evaluation")] // upwards
    [InlineData("Earshot.Codecs", "Earshot.Corpora")] // sideways
    [InlineData("Earshot.Watermarking", "Earshot.Denoising")] // a capability to another
    [InlineData("Earshot.Recognition", "Earshot.Cli")]
    [InlineData("Earshot.Cli", "Earshot.Studio")]
    public void The_rule_sees_a_forbidden_arrow(string from, string to) => Assert.Equal(
        [$"{from} -> {to}"],
        ProjectGraph.Breaches(new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [from] = ["Earshot.Signals", to] })
            .Where(breach => !breach.EndsWith("-> Earshot.Signals", StringComparison.Ordinal)));

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var listed = XDocument.Load(Repository.PathOf("Earshot.slnx")).Descendants("Project").Select(project => project.Attribute("Path")!.Value);
        Assert.Equal(Repository.Files(".csproj"), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_library_has_its_tests()
    {
        var tests = Repository.Files(".csproj").Select(path => Path.GetFileNameWithoutExtension(path)).ToHashSet(StringComparer.Ordinal);
        Breaches.None(ProjectGraph.Read().Keys.Where(project => !tests.Contains(project + ".Tests")));
    }

    [Fact]
    public void Every_project_says_what_it_is() => Breaches.None(Repository.Files(".csproj")
        .Where(path => path.StartsWith("src/", StringComparison.Ordinal))
        .Where(path => !XDocument.Load(Repository.PathOf(path)).Descendants("Description").Any()));

    [Fact]
    public void Versions_live_in_one_place() => Breaches.None(Repository.Files(".csproj")
        .Where(path => XDocument.Load(Repository.PathOf(path)).Descendants("PackageReference")
            .Any(package => package.Attribute("Version") is not null || package.Attribute("VersionOverride") is not null)));

    [Fact]
    public void Versions_are_exact() => Breaches.None(Packages()
        .Select(package => package.Attribute("Version")!.Value)
        .Where(version => version.IndexOfAny(['*', '[', '(', ',']) >= 0));

    [Fact]
    public void Every_package_has_its_notice()
    {
        string notices = File.ReadAllText(Repository.PathOf("THIRD-PARTY-NOTICES.md"));
        Breaches.None(Packages().Select(package => package.Attribute("Include")!.Value)
            .Where(name => !notices.Contains($"| {name} ", StringComparison.Ordinal)));
    }

    private static IEnumerable<XElement> Packages() =>
        XDocument.Load(Repository.PathOf("Directory.Packages.props")).Descendants("PackageVersion");
}

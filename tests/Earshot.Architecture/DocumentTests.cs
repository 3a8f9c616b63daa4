using System.Text.RegularExpressions;

namespace Earshot.Architecture;

public sealed class DocumentTests
{
    private static readonly Regex Link = new(@"\]\((?<target>[^)\s]+)\)", RegexOptions.Compiled);

    [Fact]
    public void Every_relative_link_leads_somewhere()
    {
        var broken = new List<string>();
        foreach (string path in Repository.Files(".md"))
        {
            string folder = Path.GetDirectoryName(Repository.PathOf(path))!;
            foreach (string target in Link.Matches(File.ReadAllText(Repository.PathOf(path))).Select(match => match.Groups["target"].Value.Split('#')[0]))
            {
                string place = Path.Combine(folder, target);
                if (target.Length > 0 && !target.Contains("://", StringComparison.Ordinal) && !File.Exists(place) && !Directory.Exists(place))
                {
                    broken.Add($"{path}: {target}");
                }
            }
        }

        Breaches.None(broken);
    }

    [Fact]
    public void Every_decision_and_every_page_is_in_its_index()
    {
        foreach (string folder in (string[])["docs/decisions", "docs/algorithms", "docs/evaluation"])
        {
            string index = File.ReadAllText(Repository.PathOf(folder, "README.md"));
            Breaches.None(Repository.Files(".md")
                .Where(path => path.StartsWith(folder + "/", StringComparison.Ordinal))
                .Select(path => path[(folder.Length + 1)..])
                .Where(page => page != "README.md" && !index.Contains($"({page})", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Every_project_is_in_the_readme()
    {
        string readme = File.ReadAllText(Repository.PathOf("README.md"));
        Breaches.None(ProjectGraph.Read().Keys.Where(project => !readme.Contains($"`{project}`", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_glossary_is_sorted_and_names_nothing_twice()
    {
        List<string> terms = [.. File.ReadLines(Repository.PathOf("docs", "glossary.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| term ", StringComparison.Ordinal))
            .Select(line => line.Split('|')[1].Trim())];
        Assert.NotEmpty(terms);
        Assert.Equal(terms.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase), terms);
    }
}

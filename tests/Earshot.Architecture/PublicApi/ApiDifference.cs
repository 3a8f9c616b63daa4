namespace Earshot.Architecture.PublicApi;

// What was approved and is gone (-), and what is there and was not approved (+), each with the type that it belongs to.
internal static class ApiDifference
{
    public static IReadOnlyList<string> Between(string approved, string actual)
    {
        List<string> before = Located(approved);
        List<string> after = Located(actual);
        return [.. Without(before, after).Select(line => "- " + line), .. Without(after, before).Select(line => "+ " + line)];
    }

    private static IEnumerable<string> Without(List<string> lines, List<string> others)
    {
        var known = others.ToHashSet(StringComparer.Ordinal);
        return lines.Where(line => !known.Contains(line));
    }

    private static List<string> Located(string text)
    {
        var lines = new List<string>();
        string space = "";
        string type = "";
        foreach (string line in text.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0))
        {
            if (line.StartsWith("namespace ", StringComparison.Ordinal))
            {
                space = line["namespace ".Length..];
            }
            else if (line.StartsWith(' '))
            {
                lines.Add($"{space}: {type}: {line.Trim()}");
            }
            else
            {
                type = line.Split(" : ")[0];
                lines.Add($"{space}: {type}");
            }
        }

        return lines;
    }
}

using System.Text.RegularExpressions;

namespace Earshot.Architecture;

// What a text file of the repository must not contain. Each rule returns what it found, nothing when all is well.
internal static class SourceRules
{
    public const int LongestFile = 400;

    private static readonly string[] EmptyNames = ["Util", "Utils", "Utility", "Utilities", "Helper", "Helpers", "Manager", "Managers", "Misc", "Common"];

    // Places on one machine: home and temporary folders, drive letters.
    private static readonly Regex MachinePath = new(@"(?<![\w.:/])/(?:home|root|tmp|work|Users|mnt)/[A-Za-z0-9_]|\b[A-Z]:\\\\?[A-Za-z]", RegexOptions.Compiled);

    private static readonly Regex TopLevelType = new(
        @"^(?:public|internal) (?:(?:static|sealed|abstract|partial|readonly|ref|unsafe|file) )*(?:class|struct|interface|enum|record(?: struct| class)?|delegate \S+) (?<name>\w+)",
        RegexOptions.Compiled | RegexOptions.Multiline);

    public static bool TooLong(string text) => text.AsSpan().Count('\n') > LongestFile;

    public static bool SaysNothing(string path) => path.Split('/', '.')
        .Any(part => Array.Exists(EmptyNames, name => part.EndsWith(name, StringComparison.Ordinal) && !part.EndsWith("Uncommon", StringComparison.Ordinal)));

    public static string? FindMachinePath(string text) => MachinePath.Match(text) is { Success: true } match ? match.Value : null;

    public static bool HasRegion(string text) => Regex.IsMatch(text, @"^\s*#region\b", RegexOptions.Multiline);

    // The types at the top level of a file that are not the one that the file is named after; "Name.Part.cs" belongs to Name.
    public static IEnumerable<string> Strangers(string path, string text)
    {
        string name = Path.GetFileName(path).Split('.')[0];
        return TopLevelType.Matches(text).Select(match => match.Groups["name"].Value).Where(type => type != name);
    }
}

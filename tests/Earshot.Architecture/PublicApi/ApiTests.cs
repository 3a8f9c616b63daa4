using System.Reflection;

namespace Earshot.Architecture.PublicApi;

public sealed class ApiTests
{
    public static TheoryData<string> Libraries => [.. ProjectGraph.Read().Keys.Where(project => !ProjectGraph.IsProgram(project))];

    // The texts lie in docs/api, where a reviewer sees a change of the surface as a change of a file.
    [Theory]
    [MemberData(nameof(Libraries))]
    public void Public_api_is_the_approved_one(string library)
    {
        string path = Repository.PathOf("docs", "api", library + ".txt");
        string actual = ApiText.Of(Assembly.Load(library));
        if (Environment.GetEnvironmentVariable("EARSHOT_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        string? approved = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : null;
        IReadOnlyList<string> difference = ApiDifference.Between(approved ?? "", actual);
        Assert.True(
            approved == actual,
            $"""
            The public API of {library} is not the approved one (docs/api/{library}.txt):
            {string.Join('\n', difference.Take(60))}
            If you mean it: EARSHOT_APPROVE=1 dotnet test tests/Earshot.Architecture, and commit the text.
            """);
    }
}

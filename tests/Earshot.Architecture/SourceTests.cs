namespace Earshot.Architecture;

public sealed class SourceTests
{
    private static readonly string[] TextEndings =
        [".cs", ".csproj", ".props", ".slnx", ".json", ".md", ".sh", ".yml", ".txt", ".runsettings", ".globalconfig", ".editorconfig", "/run"];

    public static IEnumerable<string> Sources => Repository.Files(".cs");

    [Fact]
    public void No_file_is_too_long() => Breaches.None(Sources.Where(path => SourceRules.TooLong(Read(path))));

    [Fact]
    public void No_name_says_nothing() => Breaches.None(Repository.Files().Where(SourceRules.SaysNothing));

    [Fact]
    public void No_path_of_one_machine() => Breaches.None(Repository.Files(TextEndings)
        .Where(path => path != "tests/Earshot.Architecture/SourceTests.cs")
        .Select(path => (path, found: SourceRules.FindMachinePath(Read(path))))
        .Where(item => item.found is not null)
        .Select(item => $"{item.path}: {item.found}"));

    [Fact]
    public void No_region() => Breaches.None(Sources.Where(path => SourceRules.HasRegion(Read(path))));

    [Fact]
    public void One_type_a_file_named_as_the_file() => Breaches.None(Sources
        .SelectMany(path => SourceRules.Strangers(path, Read(path)), (path, type) => $"{path}: {type}"));

    [Fact]
    public void No_compressed_recording_is_kept() => Breaches.None(Repository.Files(".mp3", ".ogg", ".opus", ".flac", ".m4a", ".aac"));

    // The rules themselves: each sees what it is there for, and nothing in sound text.
    [Fact]
    public void The_rules_see_a_breach_and_only_a_breach()
    {
        Assert.True(SourceRules.TooLong(string.Concat(Enumerable.Repeat("x\n", SourceRules.LongestFile + 1))));
        Assert.False(SourceRules.TooLong(string.Concat(Enumerable.Repeat("x\n", SourceRules.LongestFile))));
        Assert.True(SourceRules.SaysNothing("src/Earshot.Signals/AudioUtils.cs"));
        Assert.True(SourceRules.SaysNothing("src/Earshot.Signals/Helpers/Gain.cs"));
        Assert.False(SourceRules.SaysNothing("src/Earshot.Signals/Filters/FirFilter.cs"));
        Assert.Equal("/home/a", SourceRules.FindMachinePath("read \"/home/ann/x.wav\""));
        Assert.Equal("C:\\U", SourceRules.FindMachinePath("C:\\Users"));
        Assert.Null(SourceRules.FindMachinePath("see https://example.org/home/page, ../shared/data, a/tmp/b and 1/2"));
        Assert.True(SourceRules.HasRegion("class A\n{\n    #region Fields\n}"));
        Assert.False(SourceRules.HasRegion("// the region of the mark"));
        Assert.Equal(["B"], SourceRules.Strangers("x/A.cs", "public sealed class A\n{\n}\n\ninternal enum B\n{\n}\n"));
        Assert.Empty(SourceRules.Strangers("x/A.Reading.cs", "public sealed partial class A\n{\n    private enum B\n    {\n    }\n}\n"));
    }

    private static string Read(string path) => File.ReadAllText(Repository.PathOf(path));
}

namespace Earshot.Corpora.Tests;

public sealed class DatasetRootTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("earshot-root-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_variable_wins_and_a_wrong_one_is_an_error()
    {
        string data = Make("elsewhere");
        Make("shared/data");
        string program = Repository();
        Assert.Equal(data, DatasetRoot.Find(data, program, _folder)!.FolderPath);
        DirectoryNotFoundException error = Assert.Throws<DirectoryNotFoundException>(() => DatasetRoot.Find(data + "x", program, _folder));
        Assert.Contains("EARSHOT_DATA", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_folder_beside_the_repository_is_found_from_below()
    {
        string data = Make("shared/data");
        string program = Repository();
        Assert.Equal(data, DatasetRoot.Find(null, program, Path.GetTempPath())!.FolderPath);
        Assert.Equal(data, DatasetRoot.Find(" ", Path.GetTempPath(), program)!.FolderPath);
    }

    [Fact]
    public void The_folder_beside_the_working_directory_is_found_last()
    {
        string data = Make("shared/data");
        string work = Make("work");
        Assert.Equal(data, DatasetRoot.Find(null, Path.GetTempPath(), work)!.FolderPath);
        Assert.Null(DatasetRoot.Find(null, Path.GetTempPath(), Make("deeper/still")));
    }

    [Fact]
    public void Knows_its_sets()
    {
        string data = Make("shared/data");
        File.WriteAllText(Path.Combine(Make("shared/data/tiny"), Manifest.DefaultFileName), "file\na\n");
        DatasetRoot root = DatasetRoot.Find(data, _folder, _folder)!;
        Assert.True(root.Contains("tiny"));
        Assert.False(root.Contains("huge"));
        Assert.Single(root.ReadManifest("tiny").Entries);
        Assert.Throws<FileNotFoundException>(() => root.ReadManifest("huge"));
    }

    [Theory]
    [InlineData("speech48", "speaker")]
    [InlineData("noise48", "class")]
    [InlineData("events", "class")]
    [InlineData("sentences", "speaker")]
    [InlineData("commands", "speaker")]
    [InlineData("digits", "speaker")]
    public void Every_clip_of_the_real_sets_is_there(string set, string column)
    {
        DatasetRoot? root = DatasetRoot.Find();
        Assert.SkipUnless(root is not null && root.Contains(set), $"the data set {set} is not here (set EARSHOT_DATA)");
        Manifest manifest = root!.ReadManifest(set);
        Assert.NotEmpty(manifest.Entries);
        Assert.All(manifest.Entries, e => Assert.False(string.IsNullOrEmpty(e[column])));
        Assert.All(manifest.Entries, e => Assert.EndsWith(".opus", e.FindAudio(), StringComparison.Ordinal));
    }

    private string Repository()
    {
        string program = Make("repository/tests/bin");
        File.WriteAllText(Path.Combine(_folder, "repository", "Earshot.slnx"), string.Empty);
        return program;
    }

    private string Make(string path) => Directory.CreateDirectory(Path.Combine(_folder, path)).FullName;
}

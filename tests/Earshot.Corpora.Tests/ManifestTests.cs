namespace Earshot.Corpora.Tests;

public sealed class ManifestTests
{
    [Fact]
    public void Reads_columns_and_entries_by_name()
    {
        Manifest manifest = Parse("file\tspeaker\ttext\na/1\tann\tgo \"on\"\n\nb/2\tbob\t\n");
        Assert.Equal(["file", "speaker", "text"], manifest.Columns);
        Assert.Equal(["a/1", "b/2"], manifest.Entries.Select(e => e.File));
        Assert.Equal("go \"on\"", manifest.Entries[0]["text"]);
        Assert.Equal(string.Empty, manifest.Entries[1]["text"]);
        Assert.Equal(4, manifest.Entries[1].Line);
        Assert.False(manifest.Entries[0].TryGetValue("age", out _));
        ArgumentException error = Assert.Throws<ArgumentException>(() => manifest.Entries[0]["age"]);
        Assert.Contains("file, speaker, text", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "line 1", "nothing")]
    [InlineData("clip\tspeaker\n", "line 1", "a column 'file'")]
    [InlineData("file\tfile\n", "line 1", "same name")]
    [InlineData("file\tspeaker\na\tann\nb\n", "line 3", "expected 2 fields (file, speaker), found 1")]
    [InlineData("file\na\na\n", "line 3", "already on line 2")]
    [InlineData("file\n../secret\n", "line 2", "below the manifest's folder")]
    [InlineData("file\na/../../b\n", "line 2", "below the manifest's folder")]
    [InlineData("file\n/etc/passwd\n", "line 2", "below the manifest's folder")]
    [InlineData("file\tspeaker\n\tann\n", "line 2", "below the manifest's folder")]
    public void A_broken_manifest_is_refused_with_its_line(string text, string line, string reason)
    {
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Parse(text));
        Assert.Contains(line, error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Finds_recordings_with_or_without_their_ending()
    {
        string folder = Directory.CreateTempSubdirectory("earshot-manifest-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "a"));
            File.WriteAllText(Path.Combine(folder, "a", "one.opus"), string.Empty);
            File.WriteAllText(Path.Combine(folder, "two.wav"), string.Empty);
            File.WriteAllText(Path.Combine(folder, Manifest.DefaultFileName), "file\na/one\ntwo\ntwo.wav\nthree\n");
            Manifest manifest = Manifest.Read(folder);
            Assert.Equal(Path.Combine(folder, "a", "one.opus"), manifest.Entries[0].FindAudio());
            Assert.Equal(Path.Combine(folder, "two.wav"), manifest.Entries[1].FindAudio());
            Assert.Equal(Path.Combine(folder, "two.wav"), manifest.Entries[2].FindAudio());
            FileNotFoundException error = Assert.Throws<FileNotFoundException>(() => manifest.Entries[3].FindAudio());
            Assert.Contains("line 5", error.Message, StringComparison.Ordinal);
            Assert.Throws<FileNotFoundException>(() => Manifest.Read(Path.Combine(folder, "a")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Manifest Parse(string text) => Manifest.Read(new StringReader(text), "set/index.tsv");
}

using Earshot.Signals.Wave;

namespace Earshot.Signals.Tests.Wave;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("earshot-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_committed_file_is_there_and_nothing_else()
    {
        AtomicFile.WriteAllText(At("a.txt"), "new");
        Assert.Equal("new", File.ReadAllText(At("a.txt")));
        Assert.Single(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_failure_leaves_the_target_as_it_was()
    {
        File.WriteAllText(At("a.txt"), "old");
        Assert.Throws<InvalidDataException>(() => AtomicFile.Write(At("a.txt"), stream =>
        {
            stream.Write("half"u8);
            throw new InvalidDataException();
        }));
        Assert.Equal("old", File.ReadAllText(At("a.txt")));
        Assert.Single(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void The_old_file_stays_readable_until_the_new_one_is_whole()
    {
        File.WriteAllText(At("a.txt"), "old");
        using var file = new AtomicFile(At("a.txt"));
        file.Stream.Write("new"u8);
        Assert.Equal("old", File.ReadAllText(At("a.txt")));
        file.Commit();
        Assert.Equal("new", File.ReadAllText(At("a.txt")));
        Assert.Throws<InvalidOperationException>(file.Commit);
    }

    [Fact]
    public void A_folder_as_target_is_refused()
    {
        Assert.Contains("folder", Assert.Throws<IOException>(() => new AtomicFile(_folder)).Message, StringComparison.Ordinal);
        Assert.Contains("folder", Assert.Throws<IOException>(() => new AtomicFile(At("new/"))).Message, StringComparison.Ordinal);
        Assert.Throws<DirectoryNotFoundException>(() => new AtomicFile(At("none/a.txt")));
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_link_is_followed_and_stays_a_link()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege on Windows");
        File.WriteAllText(At("real.txt"), "old");
        File.CreateSymbolicLink(At("link.txt"), At("real.txt"));
        AtomicFile.WriteAllText(At("link.txt"), "new");
        Assert.Equal("new", File.ReadAllText(At("real.txt")));
        Assert.NotNull(new FileInfo(At("link.txt")).LinkTarget);
    }

    [Fact]
    public void The_mode_of_the_old_file_is_kept()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such modes");
            return;
        }

        File.WriteAllText(At("a.txt"), "old");
        File.SetUnixFileMode(At("a.txt"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        AtomicFile.WriteAllText(At("a.txt"), "new");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(At("a.txt")));
    }

    [Fact]
    public void A_device_is_written_and_not_replaced()
    {
        Assert.SkipUnless(File.Exists("/dev/null"), "no /dev/null");
        AtomicFile.WriteAllText("/dev/null", "gone");
        using FileStream stream = File.OpenRead("/dev/null");
        Assert.Equal(-1, stream.ReadByte());
    }

    [Fact]
    public async Task A_named_pipe_is_written_and_not_replaced()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/mkfifo"), "no mkfifo");
        using (var mkfifo = System.Diagnostics.Process.Start("/usr/bin/mkfifo", At("pipe")))
        {
            mkfifo.WaitForExit();
        }

        Task<string> reader = Task.Run(() => File.ReadAllText(At("pipe")));
        AtomicFile.WriteAllText(At("pipe"), "through");
        Assert.Equal("through", await reader.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Single(Directory.GetFileSystemEntries(_folder));
    }

    private string At(string name) => Path.Combine(_folder, name);
}

namespace Earshot.Signals.Wave;

/// <summary>Writes a file beside its target and renames it, so that the target is either whole or as it was.</summary>
/// <remarks>
/// <see cref="Commit"/> puts the file in place; disposing without it removes what was written. A symbolic link is followed, so the
/// file that it points to is replaced and not the link. Pipes and devices (<c>/dev/...</c>) cannot be renamed over: they are written directly.
/// </remarks>
public sealed class AtomicFile : IDisposable
{
    private readonly string _target;
    private readonly string? _temporary; // null when the target is written directly
    private bool _isDone;

    /// <summary>Starts a file.</summary>
    /// <param name="path">Where it will appear.</param>
    /// <exception cref="IOException">The path is a folder, its folder does not exist, or it cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Its folder may not be written.</exception>
    public AtomicFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = path;
        _target = Resolve(path);
        string folder = System.IO.Path.GetDirectoryName(_target) ?? ".";
        if (Directory.Exists(_target) || System.IO.Path.EndsInDirectorySeparator(path))
        {
            throw new IOException($"{path}: this is a folder; a file name is expected");
        }

        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"{path}: there is no folder {folder}");
        }

        if (OpenDirectly(_target) is FileStream direct)
        {
            Stream = direct;
            return;
        }

        _temporary = System.IO.Path.Combine(folder, $".{System.IO.Path.GetFileName(_target)}.{System.IO.Path.GetRandomFileName()}.tmp");
        Stream = new FileStream(_temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
    }

    /// <summary>The path that the caller gave.</summary>
    public string Path { get; }

    /// <summary>Takes the content; seekable unless the target is a pipe or a device.</summary>
    public FileStream Stream { get; }

    /// <summary>Writes a whole file at once.</summary>
    /// <param name="path">Where it will appear.</param>
    /// <param name="write">Writes the content; when it throws, the target stays as it was.</param>
    /// <exception cref="IOException">The path is a folder, its folder does not exist, or it cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        using var file = new AtomicFile(path);
        write(file.Stream);
        file.Commit();
    }

    /// <summary>Writes a whole text file at once, in UTF-8 without a byte order mark.</summary>
    /// <param name="path">Where it will appear.</param>
    /// <param name="text">The content.</param>
    /// <exception cref="IOException">The path is a folder, its folder does not exist, or it cannot be written.</exception>
    public static void WriteAllText(string path, string text) =>
        Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>Puts the file in place of the target.</summary>
    /// <exception cref="InvalidOperationException">The file was committed or disposed before.</exception>
    /// <exception cref="IOException">The medium refuses; the target stays as it was.</exception>
    public void Commit()
    {
        if (_isDone)
        {
            throw new InvalidOperationException($"{Path} was committed or given up before");
        }

        if (_temporary is null)
        {
            Stream.Flush();
            Stream.Dispose();
            _isDone = true;
            return;
        }

        // To the disk before the rename: after a power failure the name must not point to missing content.
        Stream.Flush(flushToDisk: true);
        Stream.Dispose();
        if (!OperatingSystem.IsWindows() && File.Exists(_target))
        {
            File.SetUnixFileMode(_temporary, File.GetUnixFileMode(_target));
        }

        File.Move(_temporary, _target, overwrite: true);
        _isDone = true;
    }

    /// <summary>Removes what was written, unless it was committed.</summary>
    public void Dispose()
    {
        if (_isDone)
        {
            return;
        }

        _isDone = true;
        try
        {
            Stream.Dispose();
        }
        catch (IOException)
        {
            // The medium that refused the content may refuse the last block too; what counts is that the file goes.
        }

        if (_temporary is not null)
        {
            File.Delete(_temporary);
        }
    }

    private static string Resolve(string path)
    {
        // /dev/stdout leads to names that only the kernel understands, so devices stay as they are.
        var info = new FileInfo(System.IO.Path.GetFullPath(path));
        return IsDevice(info.FullName) || info.LinkTarget is null
            ? info.FullName
            : info.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
    }

    private static bool IsDevice(string path) =>
        !OperatingSystem.IsWindows() && (path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal));

    // A named pipe shows itself by not seeking; only an empty target can be one, so that nothing else is opened.
    private static FileStream? OpenDirectly(string target)
    {
        bool isDevice = IsDevice(target);
        var info = new FileInfo(target);
        if (!isDevice && !(info.Exists && info.Length == 0))
        {
            return null;
        }

        var stream = new FileStream(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        if (isDevice || !stream.CanSeek)
        {
            return stream;
        }

        stream.Dispose();
        return null;
    }
}

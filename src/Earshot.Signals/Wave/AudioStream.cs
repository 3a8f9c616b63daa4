namespace Earshot.Signals.Wave;

/// <summary>Opens files for reading with the errors that a person at a terminal understands.</summary>
internal static class AudioStream
{
    /// <summary>Opens a file that is read from its beginning to its end.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="AudioFormatException">The path is a folder.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    internal static FileStream OpenRead(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
        {
            throw new AudioFormatException($"{path}: this is a folder; an audio file is expected");
        }

        // Readers bring their own blocks, so a second buffer would only copy.
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.SequentialScan);
    }
}
